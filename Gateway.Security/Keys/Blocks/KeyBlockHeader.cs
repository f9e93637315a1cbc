using System.Globalization;
using System.Text;

namespace Gateway.Security.Keys.Blocks;

/// <summary>What a key block says about its key in the clear: what it is, what it may do, and whether it may leave.</summary>
/// <remarks>
/// <para>Immutable. The MAC of the block protects every character of it; before the MAC was checked nothing of it is true.</para>
/// <para>Positions are counted from 0. Source: ANSI X9.143:2021, 6.3.</para>
/// </remarks>
public sealed record KeyBlockHeader
{
    /// <summary>Characters in front of the optional blocks, 16.</summary>
    public const int FixedCharacters = 16;

    /// <summary>Most characters of a key block, 9999: its length has four digits.</summary>
    public const int MaxCharacters = 9999;

    private IReadOnlyList<OptionalBlock> _optionalBlocks = [];

    /// <summary>Position 0, the version: how the block is protected. A to E.</summary>
    public required char Version { get; init; }

    /// <summary>Positions 1 to 4, the declared length of the whole block in characters; computed anew when a block is written.</summary>
    public int Length { get; init; }

    /// <summary>Positions 5 and 6, the key's usage: P0 a PIN key, M3 a retail MAC key, K0 a key encryption key and so on.</summary>
    public required string Usage { get; init; }

    /// <summary>Position 7, the key's algorithm: T triple DES, A AES, D DES, H HMAC.</summary>
    public required char Algorithm { get; init; }

    /// <summary>Position 8, the mode of use: B encrypts and decrypts, C makes and checks MACs, X derives, N no restriction.</summary>
    public required char Mode { get; init; }

    /// <summary>Positions 9 and 10, the key's version number; 00 when it has none, c1 to c9 for components.</summary>
    public string KeyVersion { get; init; } = "00";

    /// <summary>Position 11, exportability: E under a trusted key, N not at all, S under any key.</summary>
    public required char Exportability { get; init; }

    /// <summary>Position 14, the key context: 0 as before, 1 for storage, 2 for exchange.</summary>
    public char Context { get; init; } = '0';

    /// <summary>The optional blocks in their order, at most 99.</summary>
    public IReadOnlyList<OptionalBlock> OptionalBlocks
    {
        get => _optionalBlocks;
        init => _optionalBlocks = [.. value];
    }

    /// <summary>Characters of the header with its optional blocks.</summary>
    public int Characters => FixedCharacters + _optionalBlocks.Sum(Blocks.OptionalBlocks.Characters);

    /// <summary>Reads the header at the beginning of a text; what follows it is not looked at.</summary>
    /// <param name="text">A key block, or a header alone.</param>
    /// <returns>The header. Nothing about it is proven yet.</returns>
    /// <exception cref="KeyException">A field is malformed; its name and offset are given.</exception>
    public static KeyBlockHeader Parse(string text) => Parse(text, out _);

    /// <summary>The data of the first optional block with an identifier.</summary>
    /// <param name="id">Two letters or digits.</param>
    /// <returns>The data, or <see langword="null"/> when there is no such block.</returns>
    public string? Find(string id)
    {
        foreach (var block in _optionalBlocks)
        {
            if (block.Id == id)
            {
                return block.Data;
            }
        }

        return null;
    }

    /// <summary>
    /// The same header as it is written: padded with one PB block to whole cipher blocks where necessary, and with its own length.
    /// </summary>
    /// <returns>A header whose length is that of its own characters.</returns>
    /// <exception cref="KeyException">There is no such version.</exception>
    public KeyBlockHeader Normalised()
    {
        var padded = this with { OptionalBlocks = Blocks.OptionalBlocks.Pad(_optionalBlocks, KeyBlockVersion.Of(Version).BlockBytes) };
        return padded with { Length = padded.Characters };
    }

    /// <summary>The header as text.</summary>
    /// <returns>16 characters and the optional blocks.</returns>
    /// <exception cref="KeyException">A field holds what the standard has no value for, or the text would be too long.</exception>
    public string Format()
    {
        KeyBlockCodes.Check(this);
        if (_optionalBlocks.Count > Blocks.OptionalBlocks.MaxCount || Length is < 0 or > MaxCharacters)
        {
            throw new KeyException(
                $"A key block has at most {MaxCharacters} characters and {Blocks.OptionalBlocks.MaxCount} optional blocks.");
        }

        var text = new StringBuilder(FixedCharacters);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Version}{Length:D4}{Usage}{Algorithm}{Mode}{KeyVersion}{Exportability}{_optionalBlocks.Count:D2}{Context}0");
        foreach (var block in _optionalBlocks)
        {
            Blocks.OptionalBlocks.Write(block, text);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(KeyBlockHeader? other)
        => other is not null
            && (Version, Length, Usage, Algorithm, Mode) == (other.Version, other.Length, other.Usage, other.Algorithm, other.Mode)
            && (KeyVersion, Exportability, Context) == (other.KeyVersion, other.Exportability, other.Context)
            && _optionalBlocks.SequenceEqual(other._optionalBlocks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Length, Usage, Algorithm, Mode, KeyVersion, Exportability, Context);

    /// <summary>The attributes of the key.</summary>
    public override string ToString()
        => $"Version {Version} key block, usage {Usage}, algorithm {Algorithm}, mode {Mode}, export {Exportability}";

    /// <summary>Reads the header and answers how many characters it really had, whatever their spelling.</summary>
    internal static KeyBlockHeader Parse(string text, out int characters)
    {
        ArgumentNullException.ThrowIfNull(text);
        var version = KeyBlockText.Alphanumeric(text, 0, 1, "version")[0];
        _ = KeyBlockVersion.Of(version);
        var header = new KeyBlockHeader
        {
            Version = version,
            Length = KeyBlockText.Decimal(text, 1, 4, "length"),
            Usage = KeyBlockText.Alphanumeric(text, 5, 2, "usage"),
            Algorithm = KeyBlockText.Alphanumeric(text, 7, 1, "algorithm")[0],
            Mode = KeyBlockText.Alphanumeric(text, 8, 1, "mode of use")[0],
            KeyVersion = KeyBlockText.Alphanumeric(text, 9, 2, "key version number"),
            Exportability = KeyBlockText.Alphanumeric(text, 11, 1, "exportability")[0],
            Context = KeyBlockText.Alphanumeric(text, 14, 1, "key context")[0],
        };
        var count = KeyBlockText.Decimal(text, 12, 2, "number of optional blocks");
        if (KeyBlockText.Decimal(text, 15, 1, "reserved character") != 0)
        {
            throw KeyBlockText.Fault("reserved character", 15, "is not 0");
        }

        List<OptionalBlock> blocks = [];
        characters = Blocks.OptionalBlocks.Parse(text, FixedCharacters, count, blocks);
        return header with { OptionalBlocks = blocks };
    }
}
