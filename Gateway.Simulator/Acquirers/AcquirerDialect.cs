using Gateway.Iso8583.Dialects;
using Gateway.Security.Pins;
using Gateway.Simulator.Commands;

namespace Gateway.Simulator.Acquirers;

/// <summary>The dialect that an acquirer is started with.</summary>
internal static class AcquirerDialect
{
    /// <summary>The one it speaks unless told otherwise.</summary>
    internal const string Usual = "iso8583-1987-ascii";

    /// <summary>Finds it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Folder of further dialects; null for none.</param>
    /// <param name="format">The format of the PIN blocks that have to go into its element 52.</param>
    /// <exception cref="UsageException">There is none, a file of the folder is none, or element 52 has another size.</exception>
    internal static Dialect Find(string name, string? folder, PinBlockFormat format)
    {
        var all = Load(folder);
        var dialect = all.Find(name) ?? throw new UsageException($"There is no dialect {name}; there are {string.Join(", ", all.Names)}.");
        var bytes = PinBlock.BytesOf(format);
        return dialect.Element(52) is { Content: ElementContent.Binary } row && bytes <= row.Max && bytes >= (row.IsFixed ? row.Max : row.Min)
            ? dialect
            : throw new UsageException($"--pin-format {PinFormatNames.Of(format)} needs {bytes} bytes in element 52, which the dialect {name} does not have; name one that does with --dialect and --dialects.");
    }

    private static DialectCatalog Load(string? folder)
    {
        try
        {
            return folder is null ? DialectCatalog.Embedded : DialectCatalog.Load(folder);
        }
        catch (DialectException wrong)
        {
            throw new UsageException($"The dialects in {folder} cannot be used: {wrong.Faults[0]}");
        }
    }
}
