using System.Globalization;
using System.Text;

namespace Gateway.Simulator.Acquirers;

/// <summary>What the acquirer's book says, in a few lines.</summary>
internal static class AcquirerSummary
{
    /// <summary>The lines.</summary>
    internal static string Of(AcquirerDesk desk)
    {
        var ledger = desk.Ledger;
        var approved = ledger.Sum(entry => entry.IsApprovedMoney);
        var reversed = ledger.Sum(entry => entry.IsApprovedMoney && entry.IsReversed);
        var standing = ledger.Sum(entry => entry.Stands);
        var declined = from entry in ledger.Snapshot()
                       where entry.Code != "00"
                       group entry by entry.Code into code
                       orderby code.Key
                       select $"{code.Key} x {code.Count()}";
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"approved   sales {approved.Sales}, voids {approved.Voids}")
            .AppendLine(CultureInfo.InvariantCulture, $"reversed   sales {reversed.Sales}, voids {reversed.Voids}")
            .AppendLine(CultureInfo.InvariantCulture, $"standing   sales {standing.Sales}, voids {standing.Voids}")
            .AppendLine("declined   " + string.Join(", ", declined.DefaultIfEmpty("none")))
            .AppendLine(CultureInfo.InvariantCulture, $"reversals  repeated {ledger.RepeatedReversals}, unseen {ledger.ReversalsOfUnseen}")
            .AppendLine(CultureInfo.InvariantCulture, $"PIN blocks {desk.PinBlocks}, wrong {desk.WrongPinBlocks}")
            .Append(desk.Keys.Mac is { } mac ? $"MACs       wrong {mac.Wrong}{Environment.NewLine}" : "")
            .Append(desk.Keys.Changes is { } keys ? $"keys       taken {keys.Taken}, refused {keys.Refused}{Environment.NewLine}" : "")
            .AppendLine(CultureInfo.InvariantCulture, $"duplicates {ledger.Duplicates}");
        return text.ToString();
    }
}
