using Gateway.Simulator.Values;

namespace Gateway.Simulator.Demo;

/// <summary>The promises about the whole run, judged when everything stands still.</summary>
internal static class FinalVerdict
{
    private const string Balanced = "money: approved = posted + reversed, difference 0";
    private const string Agreed = "the gateway, the terminals and the acquirer post the same money";
    private const string Complete = "no approval is lost, doubled or stranded";
    private const string Believed = "every reply answers its request and every approval's MAC verifies";
    private const string Once = "the acquirer never got a request twice";
    private const string Pins = "every PIN block arrives under the acquirer's key";
    private const string Repeated = "a repeated request gets the same answer";
    private const string NotGivenUp = "no terminal gave a reversal up";

    /// <summary>Makes them.</summary>
    internal static void MakePromises(Promises promises)
        => promises.Make(Repeated, Believed, Pins, Once, DayEnd.Settled, DayEnd.Drained, NotGivenUp, Complete, Agreed, Balanced);

    /// <summary>Judges them.</summary>
    internal static void Judge(DemoStage stage, MoneyAnswer money, Reconciliation books)
    {
        var promises = stage.Promises;
        var wrong = stage.Meter.WrongReplies();
        var strays = stage.Terminals.Sum(terminal => terminal.Strays);
        var faults = string.Join(", ", wrong.Select(fault => $"{fault.Fault} x {fault.Count}"));
        promises.Show(Believed, wrong.Count == 0 && strays == 0, $"{strays} strays, {faults}");

        var repeats = stage.Meter.Table().Where(row => row.Action == "repeat").SelectMany(row => row.Answers).ToList();
        if (repeats.Count > 0)
        {
            var others = repeats.Where(answer => answer.Answer is not ("00" or "NoAnswer" or "NotConnected")).Sum(answer => answer.Count);
            promises.Show(Repeated, others == 0, $"{others} times it got another");
        }

        var desk = stage.Acquirer;
        promises.Show(Pins, desk is { WrongPinBlocks: 0, PinBlocks: > 0 }, $"{desk.WrongPinBlocks} of {desk.PinBlocks} did not");
        promises.Show(Once, desk.Ledger.Duplicates == 0, $"{desk.Ledger.Duplicates} came twice");

        var givenUp = stage.Terminals.Sum(terminal => terminal.Ledger.GivenUp);
        promises.Show(NotGivenUp, givenUp == 0, $"{givenUp} were given up");
        var broken = books.Lost.Concat(books.Stranded).Concat(books.Doubled).ToList();
        promises.Show(
            Complete,
            broken.Count == 0,
            $"lost {books.Lost.Count}, stranded {books.Stranded.Count}, doubled {books.Doubled.Count}: {broken.FirstOrDefault()}");
        JudgeMoney(promises, money, books);
    }

    private static void JudgeMoney(Promises promises, MoneyAnswer money, Reconciliation books)
    {
        var posted = money.Posted.Amount;
        promises.Show(
            Agreed,
            posted == books.AtTerminals.Amount && posted == books.AtAcquirer.Amount,
            $"gateway {money.Posted.Money}, terminals {books.AtTerminals}, acquirer {books.AtAcquirer}");

        var accounted = posted + money.Reversed.Amount;
        promises.Show(
            Balanced,
            money is { Difference: 0, Open.Amount: 0 } && money.Approved.Amount == accounted,
            $"difference {MoneyCount.Text(money.Difference)}, approved {money.Approved.Money}, accounted for {MoneyCount.Text(accounted)}");
    }
}
