using System.Buffers.Binary;
using System.Globalization;

namespace Gateway.Iso8583.Framing;

/// <summary>A transport protocol data unit: five bytes that network access controllers route by.</summary>
/// <param name="Id">The kind of unit; 60 hex for transactions.</param>
/// <param name="Destination">Network address of the receiver (NII).</param>
/// <param name="Source">Network address of the sender.</param>
public readonly record struct Tpdu(byte Id, ushort Destination, ushort Source)
{
    /// <summary>Bytes that a TPDU takes.</summary>
    public const int Bytes = 5;

    /// <summary>The TPDU of the answer: destination and source change places.</summary>
    /// <returns>The other direction.</returns>
    public Tpdu Swapped() => new(Id, Source, Destination);

    /// <summary>Reads a TPDU from its ten hex characters.</summary>
    /// <param name="hex">For example <c>6000030000</c>.</param>
    /// <returns>The TPDU.</returns>
    /// <exception cref="FormatException">The text is not ten hex characters.</exception>
    public static Tpdu Parse(string hex)
        => TryParse(hex, out var tpdu) ? tpdu : throw new FormatException("A TPDU is ten hex characters.");

    /// <summary>Reads a TPDU from its ten hex characters.</summary>
    /// <param name="hex">For example <c>6000030000</c>.</param>
    /// <param name="tpdu">The TPDU, or <c>default</c>.</param>
    /// <returns><see langword="false"/> when the text is not ten hex characters.</returns>
    public static bool TryParse(ReadOnlySpan<char> hex, out Tpdu tpdu)
    {
        tpdu = default;
        if (hex.Length != 2 * Bytes
            || !byte.TryParse(hex[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || !ushort.TryParse(hex[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var destination)
            || !ushort.TryParse(hex[6..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var source))
        {
            return false;
        }

        tpdu = new Tpdu(id, destination, source);
        return true;
    }

    /// <summary>Ten upper-case hex characters.</summary>
    /// <returns>For example <c>6000030000</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id:X2}{Destination:X4}{Source:X4}");

    internal static Tpdu Read(ReadOnlySpan<byte> bytes)
        => new(bytes[0], BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]));

    internal void Write(Span<byte> target)
    {
        target[0] = Id;
        BinaryPrimitives.WriteUInt16BigEndian(target[1..], Destination);
        BinaryPrimitives.WriteUInt16BigEndian(target[3..], Source);
    }
}
