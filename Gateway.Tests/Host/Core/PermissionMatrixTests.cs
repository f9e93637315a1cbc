using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Core;

/// <summary>The whole table against the specification's own copy, so that neither can drift.</summary>
[TestFixture]
internal sealed class PermissionMatrixTests
{
    // C18 is one row of the specification and two classes here.
    private static readonly (string Row, MessageClass Class)[] _classes =
    [
        ("C01", MessageClass.Sale), ("C02", MessageClass.PreAuthorisation), ("C03", MessageClass.Balance), ("C04", MessageClass.CashOrTransfer),
        ("C05", MessageClass.CompletionRequest), ("C06", MessageClass.CompletionAdvice), ("C07", MessageClass.SaleVoid),
        ("C08", MessageClass.PreAuthorisationVoid), ("C09", MessageClass.LinkedRefund), ("C10", MessageClass.UnlinkedRefund),
        ("C11", MessageClass.Reversal), ("C12", MessageClass.OfflineSale), ("C13", MessageClass.ChipOfflineSale),
        ("C14", MessageClass.ScriptResult), ("C15", MessageClass.Settlement), ("C16", MessageClass.BatchUpload), ("C17", MessageClass.SignOn),
        ("C18", MessageClass.SignOff), ("C18", MessageClass.Echo), ("C19", MessageClass.StatusUpload), ("C20", MessageClass.Download),
        ("C21", MessageClass.NoticePull), ("C22", MessageClass.Unknown),
    ];

    private static readonly MessageClass[] _neverDenied =
    [
        MessageClass.Reversal, MessageClass.Settlement, MessageClass.BatchUpload, MessageClass.CompletionAdvice, MessageClass.OfflineSale,
        MessageClass.ChipOfflineSale, MessageClass.ScriptResult, MessageClass.StatusUpload, MessageClass.SaleVoid, MessageClass.CompletionRequest,
        MessageClass.Echo, MessageClass.SignOff, MessageClass.NoticePull,
    ];

    private static readonly MessageClass[] _newMoney =
        [MessageClass.Sale, MessageClass.PreAuthorisation, MessageClass.Balance, MessageClass.CashOrTransfer, MessageClass.UnlinkedRefund];

    // What is not understood is refused while the device is trusted, and kept as evidence once it is not.
    private static IEnumerable<MessageClass> Understood() => Enum.GetValues<MessageClass>().Where(message => message != MessageClass.Unknown);

    private static IEnumerable<TestCaseData> Cells()
    {
        var rows = Rows();
        foreach (var (row, message) in _classes)
        {
            foreach (var level in Enum.GetValues<HoldLevel>())
            {
                var stated = rows[row][(int)level];
                yield return new TestCaseData(message, level, stated).SetName($"{row} {message} at {level} is {stated}");
            }
        }
    }

    [TestCaseSource(nameof(Cells))]
    public void Every_cell_is_that_of_the_specification(MessageClass message, HoldLevel level, string stated)
        => Assert.That(PermissionMatrix.For(message, level), Is.EqualTo(Meaning(stated)));

    [Test]
    public void Every_class_and_every_row_is_covered() => Assert.Multiple(() =>
    {
        Assert.That(_classes.Select(pair => pair.Class), Is.EquivalentTo(Enum.GetValues<MessageClass>()));
        Assert.That(_classes.Select(pair => pair.Row).Distinct(), Is.EquivalentTo(Rows().Keys));
        Assert.That(Rows(), Has.Count.EqualTo(22));
    });

    [Test]
    public void What_brings_money_home_is_denied_at_no_level(
        [ValueSource(nameof(_neverDenied))] MessageClass message, [Values] HoldLevel level)
        => Assert.That(PermissionMatrix.For(message, level), Is.Not.AnyOf(Permission.Deny, Permission.OperatorOnly));

    [Test]
    public void New_money_is_denied_from_no_new_on(
        [ValueSource(nameof(_newMoney))] MessageClass message, [Values(HoldLevel.L2, HoldLevel.L3, HoldLevel.L4, HoldLevel.L5)] HoldLevel level)
        => Assert.That(PermissionMatrix.For(message, level), Is.EqualTo(Permission.Deny));

    [Test]
    public void A_stronger_level_never_allows_more([ValueSource(nameof(Understood))] MessageClass message)
    {
        var across = Enum.GetValues<HoldLevel>().Select(level => PermissionMatrix.For(message, level)).ToArray();
        Assert.That(across, Is.Ordered);
    }

    private static Dictionary<string, string[]> Rows() => File
        .ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Vectors", "permission-matrix.csv"))
        .Where(line => line.StartsWith('C'))
        .Select(Cut)
        .ToDictionary(cells => cells[0], cells => cells[^6..]);

    private static string[] Cut(string line)
    {
        var cells = new List<string> { "" };
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += letter;
            }
        }

        return [.. cells];
    }

    private static Permission Meaning(string stated) => stated switch
    {
        "A" or "A (untrusted)" => Permission.Allow,
        "A≤cap" => Permission.AllowWithinCap,
        "C" => Permission.AllowWithOriginal,
        "P" => Permission.AllowWhenOlder,
        "D→operator" or "recovery image only" => Permission.OperatorOnly,
        "Q" or "Q*" => Permission.Quarantine,
        "D" or "D + alert" => Permission.Deny,
        // Nothing is taken away: whether an unknown message is served at all is decided elsewhere.
        "parser rule" => Permission.Allow,
        _ => throw new AssertionException($"The specification has a new word: {stated}."),
    };
}
