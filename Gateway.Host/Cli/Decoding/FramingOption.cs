using Gateway.Iso8583.Framing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>A framing as the command line names it.</summary>
internal static class FramingOption
{
    /// <summary>Which there are.</summary>
    public static string Known { get; } =
        "A framing is none, or a length, tpdu and a header joined by + in this order, as in length+tpdu+header or 4-ascii+fixed-12; a length is length or one of "
        + $"{string.Join(", ", LengthPrefix.KnownNames.Where(name => name != "none"))}.";

    /// <summary>Reads a framing.</summary>
    /// <exception cref="CommandFailedException">It is none.</exception>
    public static FrameFormat Parse(string text)
        => FrameFormat.TryParse(text, out var format) ? format : throw new CommandFailedException(ExitCode.Usage, Known);
}
