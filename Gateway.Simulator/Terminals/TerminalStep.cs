using System.Globalization;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>One word of the terminal command: what to do, and the code that is expected.</summary>
/// <param name="Word">sale, void, settle and so on.</param>
/// <param name="Expected">Response code expected; null expects success.</param>
internal sealed record TerminalStep(string Word, string? Expected)
{
    private static readonly string[] _plain = ["void", "reverse", "repeat", "settle", "sign-off", "echo"];

    /// <summary>How the words look, for help and errors.</summary>
    internal const string Shape =
        "sign-on[:001|003|004|006] sale:AMOUNT[:pin|:hang-up] balance[:pin] void reverse repeat settle sign-off echo wait:DURATION, "
        + "each with =CODE for the response code that is expected";

    /// <summary>Amount in minor units of a sale.</summary>
    internal long Amount { get; private init; }

    /// <summary>What follows the word: pin, hang-up, a key set.</summary>
    internal string Option { get; private init; } = "";

    /// <summary>How long a wait lasts.</summary>
    internal TimeSpan Wait { get; private init; }

    /// <summary>Reads one word.</summary>
    internal static bool TryParse(string text, out TerminalStep step)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var expected = equals < 0 ? null : text[(equals + 1)..];
        var parts = (equals < 0 ? text : text[..equals]).Split(':');
        var read = (parts[0], parts.Length) switch
        {
            _ when expected is { Length: not 2 } => null,
            (_, 1) when _plain.Contains(parts[0]) => new TerminalStep(parts[0], expected),
            ("sign-on", 1) => new TerminalStep("sign-on", expected),
            ("sign-on", 2) when parts[1] is "001" or "003" or "004" or "006" => new TerminalStep("sign-on", expected) { Option = parts[1] },
            ("balance", 1) => new TerminalStep("balance", expected),
            ("balance", 2) when parts[1] == "pin" => new TerminalStep("balance", expected) { Option = "pin" },
            ("sale", 2) or ("sale", 3) => Sale(parts, expected),
            ("wait", 2) when DurationText.TryParse(parts[1], out var wait) => new TerminalStep("wait", null) { Wait = wait },
            _ => null,
        };
        step = read ?? new TerminalStep("", null);
        return read is not null;
    }

    private static TerminalStep? Sale(string[] parts, string? expected)
        => long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            && amount is > 0 and <= 999_999_999_999
            && (parts.Length == 2 || parts[2] is "pin" or "hang-up")
                ? new TerminalStep("sale", expected) { Amount = amount, Option = parts.Length == 3 ? parts[2] : "" }
                : null;
}
