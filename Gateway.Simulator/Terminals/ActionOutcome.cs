using System.Globalization;
using System.Text;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>How one thing that a terminal did came out, ready to be printed: card numbers masked, no PIN, no key.</summary>
internal sealed record ActionOutcome
{
    /// <summary>What it did: sale, void, reversal and so on.</summary>
    internal required string Action { get; init; }

    /// <summary>Whether it went through.</summary>
    internal required bool Succeeded { get; init; }

    /// <summary>The response code; empty where the reply has none or there is no reply.</summary>
    internal string Code { get; init; } = "";

    /// <summary>What was wrong with the exchange.</summary>
    internal ExchangeFault Fault { get; init; }

    /// <summary>Amount in minor units; null without one.</summary>
    internal long? Amount { get; init; }

    /// <summary>Trace number; null without one.</summary>
    internal int? Stan { get; init; }

    /// <summary>How long the exchange took.</summary>
    internal TimeSpan Took { get; init; }

    /// <summary>What else is worth saying.</summary>
    internal string Note { get; init; } = "";

    /// <summary>Text the host sent to be shown to the operator; empty without one.</summary>
    internal string HostText { get; init; } = "";

    /// <summary>The transaction; null where there is none.</summary>
    internal LedgerEntry? Entry { get; init; }

    /// <summary>Code or fault in one word, as tables count it.</summary>
    internal string Answer => Fault != ExchangeFault.None ? Fault.ToString() : Code.Length > 0 ? Code : Succeeded ? "ok" : "refused";

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(Action);
        if (Amount is { } amount)
        {
            line.Append(' ').Append(MoneyCount.Text(amount));
        }

        if (Entry is { } entry)
        {
            line.Append(" card ").Append(entry.Card);
        }

        if (Stan is { } stan)
        {
            line.Append(CultureInfo.InvariantCulture, $" stan {stan:D6}");
        }

        line.Append(": ").Append(Answer);
        line.Append(Note.Length > 0 ? $", {Note}" : "").Append(HostText.Length > 0 ? $", \"{HostText}\"" : "");
        return Took > TimeSpan.Zero ? line.Append(", ").Append(DurationText.Show(Took)).ToString() : line.ToString();
    }
}
