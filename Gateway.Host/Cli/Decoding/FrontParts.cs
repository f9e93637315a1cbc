using Gateway.Iso8583.Framing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>What goes in front of a message, from its texts.</summary>
internal static class FrontParts
{
    private const string UsualTpdu = "6000000000";
    private const string UsualHeader = "603100310000";

    /// <summary>The parts that a framing needs.</summary>
    /// <param name="format">The framing.</param>
    /// <param name="tpdu">Ten hex characters; null for the usual ones.</param>
    /// <param name="header">Twelve digits, or the hex of a header of somebody's own; null for the usual one.</param>
    /// <exception cref="LineFaultException">A part is none, or has to be given.</exception>
    public static FrameParts Of(FrameFormat format, string? tpdu, string? header)
    {
        var address = default(Tpdu);
        if (format.Tpdu && (!Tpdu.TryParse(tpdu ?? UsualTpdu, out address) || address.Id >> 4 != 6))
        {
            throw Bad("The TPDU is ten hex characters that begin with 6.");
        }

        var digits = default(PosHeader);
        if (format.HeaderBytes > 0 && !format.Header.IsCustom && !PosHeader.TryParse(header ?? UsualHeader, out digits))
        {
            throw Bad("The header is twelve decimal digits.");
        }

        var parts = new FrameParts(address, digits, 0);
        return format.Header.IsCustom ? parts with { CustomHeader = Custom(format.Header, header) } : parts;
    }

    private static byte[] Custom(HeaderFormat format, string? header)
    {
        var bytes = header is null ? format.Expected.ToArray() : LineFields.Hex("header", header);
        var isOther = format.Expected.Length > 0 && !format.Expected.SequenceEqual(bytes);
        return bytes.Length == format.Bytes && !isOther
            ? bytes
            : throw Bad($"The header is {format.Bytes} bytes in hex{(format.Expected.Length > 0 ? ", those that the framing names" : "")}.");
    }

    private static LineFaultException Bad(string sentence) => new LineFault(LineFault.BadFrame, "frame", sentence).Thrown();
}
