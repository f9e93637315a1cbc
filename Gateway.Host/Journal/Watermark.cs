using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.Host.Journal;

/// <summary>The last acknowledged record, kept in a file of its own: a database that lost its tail cannot say so itself.</summary>
/// <remarks>One line: format, number, seal. A damaged bit in the write-ahead log makes SQLite drop every later commit in silence.</remarks>
internal sealed class Watermark(string database)
{
    private const string Format = "gateway-watermark-1";

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789ABCDEF");

    private readonly string _file = database + ".watermark";

    /// <summary>What was acknowledged; nothing when no watermark was ever written.</summary>
    /// <exception cref="JournalException">The file holds something else.</exception>
    public ChainHead? Read()
    {
        if (Text()?.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) is not { } words)
        {
            return null;
        }

        if (words is [Format, var number, { Length: 64 } seal]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            && !seal.AsSpan().ContainsAnyExcept(_digits))
        {
            return new ChainHead(seq, Convert.FromHexString(seal));
        }

        throw Unreadable();
    }

    /// <summary>Replaces it in one step: after a crash the old one or the new one is there, never half of one.</summary>
    /// <remarks>The folder is not flushed: should the rename be lost with the power, the older mark still holds.</remarks>
    public void Write(ChainHead head)
    {
        var next = _file + ".next";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{Format} {head.Seq} {Convert.ToHexString(head.Chain)}\n");
            stream.Write(Encoding.ASCII.GetBytes(line));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, _file, overwrite: true);
    }

    /// <summary>Refuses a journal that ends before its watermark or has another past.</summary>
    /// <param name="head">Where the journal ends.</param>
    /// <param name="sealOf">The seal of one of its records; null when it is missing.</param>
    /// <exception cref="JournalException">Acknowledged records are missing or are not those that were acknowledged.</exception>
    public void Check(ChainHead head, Func<long, byte[]?> sealOf)
    {
        if (Read() is not { Seq: > 0 } mark)
        {
            return;
        }

        if (head.Seq < mark.Seq)
        {
            throw new JournalException(
                $"The journal lost records {head.Seq + 1}..{mark.Seq}: they were acknowledged and are not in the database.");
        }

        if (sealOf(mark.Seq) is not { } seal || !seal.AsSpan().SequenceEqual(mark.Chain))
        {
            throw new JournalException(
                $"Journal record {mark.Seq} is not the one that was acknowledged: database and watermark do not belong together.");
        }
    }

    private string? Text()
    {
        try
        {
            return File.Exists(_file) ? File.ReadAllText(_file, Encoding.ASCII) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unreadable();
        }
    }

    private JournalException Unreadable()
        => new($"The watermark {_file} cannot be read, so nobody can tell whether the journal is whole.");
}
