using Gateway.Security.Pins;

namespace Gateway.Tests.EndToEnd;

/// <summary>A PIN from the terminal's keypad to the issuer of its card, in every format that acquirers want.</summary>
[TestFixture("iso-0")]
[TestFixture("iso-3")]
[TestFixture("iso-4")]
public sealed class PinFormatTests(string format) : Scenario
{
    /// <inheritdoc/>
    protected override string? PinFormat => format;

    private int Bytes => PinBlock.BytesOf(PinFormatNames.Find(format)!.Value);

    [Test]
    public async Task A_PIN_that_is_entered_at_the_terminal_is_verified_by_the_issuer_of_the_card()
    {
        var pos = await Bench.SignedOn();
        Assert.That((await pos.Ask(pos.PinSale(4_200, Pos.Card))).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(WrongPin(pos))).Code, Is.EqualTo("55"));

        Assert.That((Bench.Acquirer.PinBlocks, Bench.Acquirer.WrongPinBlocks), Is.EqualTo((2, 1)));
        foreach (var request in Wire.Asked)
        {
            Bench.Secrets.Add("a PIN block on the acquirer's line", request.Bytes(52));
            Assert.That(request.Bytes(52).Length, Is.EqualTo(Bytes));
            Assert.That(request.Text(53), Is.EqualTo(format == "iso-4" ? null : "2600000000000000"), "it speaks of triple DES");
        }
    }

    [Test]
    public async Task A_key_that_came_over_the_link_carries_the_next_PIN()
    {
        await Bench.LoadZoneMasterKey();
        var pos = await Bench.SignedOn();
        await Bench.ChangeKeys();

        Assert.That((await pos.Ask(pos.PinSale(4_200, Pos.Card))).Code, Is.EqualTo("00"));
        Assert.That((await Bench.Key("ZonePin")).How, Is.EqualTo("exchange"));
        Assert.That((Bench.Acquirer.PinBlocks, Bench.Acquirer.WrongPinBlocks), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task An_operator_sees_that_a_terminals_key_and_the_acquirers_work_together()
    {
        var pos = await Bench.SignedOn();
        var tried = await Operator.Post($"/api/terminals/{pos.Id}/test-translation", new { acquirer = "acquirer" });
        Assert.That(tried.GetProperty("translates").GetBoolean(), Is.True);
    }

    private static Gateway.Iso8583.Messages.IsoMessage WrongPin(Pos pos)
        => pos.PinSale(4_300, Pos.Card).Set(52, pos.Keys!.PinBlock(Pos.Card.Pin == "1234" ? "4321" : "1234", Pos.Card.Pan));
}
