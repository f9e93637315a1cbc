using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Rules;
using Gateway.Iso8583.Tracing;

namespace Gateway.Host.Cli.Decoding;

/// <summary>One message for people: what is in front of it, its elements by name, and a ruler along its bytes.</summary>
/// <param name="codec">The dialect.</param>
/// <param name="format">The framing.</param>
/// <param name="showing">Whether values are masked.</param>
internal sealed class HumanView(DialectCodec codec, FrameFormat format, Showing showing)
{
    /// <summary>Shows a message.</summary>
    /// <param name="bytes">The whole frame.</param>
    /// <param name="check">Whether the rules of the dialect are held against it.</param>
    /// <returns>Exit code 0, or 1 when it is damaged.</returns>
    public int Show(byte[] bytes, bool check)
    {
        if (WholeFrame.Read(bytes, format, out var frame) is { } unframed)
        {
            Output.Fault($"This is no frame of {format}: {unframed.Message} {FramingDoctor.Diagnose(bytes, format)}");
            return ExitCode.Found;
        }

        Front(bytes, frame);
        try
        {
            codec.Reader.Read(bytes.AsMemory(frame.BodyAt), codec.Message);
        }
        catch (IsoFormatException damage)
        {
            Elements(damage.Partial);
            Output.Line(ByteRuler.Draw(ByteRuler.Measure(bytes, format, damage.Partial, damage, showing)));
            Output.Fault(damage.Message);
            return ExitCode.Found;
        }

        Elements(codec.Message);
        Output.Line(ByteRuler.Draw(ByteRuler.Measure(bytes, format, codec.Message, null, showing)));
        if (check)
        {
            Rules();
        }

        return ExitCode.Done;
    }

    private void Front(byte[] bytes, in WholeFrame frame)
    {
        Output.Line($"{codec.Dialect.Name}, {format}, {bytes.Length} bytes");
        if (format.Length.Kind != LengthPrefixKind.None)
        {
            Output.Line($"length  {bytes.Length - format.Length.Bytes}");
        }

        if (format.Tpdu)
        {
            var tpdu = frame.Parts.Tpdu;
            Output.Line($"TPDU    {tpdu}: to {tpdu.Destination:X4}, from {tpdu.Source:X4}");
        }

        if (format.Header.IsCustom)
        {
            Output.Line($"header  {Convert.ToHexString(frame.Parts.CustomHeader.Span)}");
        }
        else if (format.HeaderBytes > 0)
        {
            var header = frame.Parts.Header;
            Output.Line(
                $"header  {header}: class {header.ApplicationClass}, software {header.SoftwareVersion}, status {header.TerminalStatus}, "
                + $"requirement {header.ProcessingRequirement}, sub-version {header.SoftwareSubversion}");
        }
    }

    private void Elements(IsoMessage message)
    {
        Output.Line(MessageTrace.Describe(message, codec.Dialect, showing));
        Output.Line("");
    }

    private void Rules()
    {
        var faults = new MessageRules(codec.Dialect).Check(codec.Message);
        Output.Line("");
        Output.Line(faults.Count == 0 ? $"No rule of {codec.Dialect.Name} is broken." : $"Rules of {codec.Dialect.Name} that are broken: {faults.Count}");
        foreach (var fault in faults)
        {
            Output.Line($"  {fault}");
        }
    }
}
