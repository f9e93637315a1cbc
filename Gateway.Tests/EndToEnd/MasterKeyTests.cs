using Gateway.Tests.Host.Serving;
using Gateway.Tests.Host.Upstream;

namespace Gateway.Tests.EndToEnd;

/// <summary>Terminals notice nothing of a change of the local master key.</summary>
[TestFixture]
public sealed class MasterKeyTests : Scenario
{
    [Test]
    public async Task What_was_sold_before_a_restart_and_a_change_is_reversed_and_voided_after_them()
    {
        var pos = await Bench.SignedOn();
        var (first, _) = await pos.Sell(1_000);
        var (second, approval) = await pos.Sell(2_000);
        var (third, _) = await pos.Sell(3_000);
        await Bench.Restart();
        Assert.That((await pos.Ask(PosForms.Reversal(third))).Code, Is.EqualTo("00"));
        await Bench.Quiet();

        await Bench.ChangeMasterKey();

        Assert.That((await pos.Ask(PosForms.Reversal(first))).Code, Is.EqualTo("00"));
        Assert.That((await pos.Ask(pos.Forms.Void(second, approval, Card.Number(2)))).Code, Is.EqualTo("14"), "another card is told from it");
        Assert.That((await pos.Ask(pos.Forms.Void(second, approval, Pos.Card))).Code, Is.EqualTo("00"));
        await Bench.Quiet();
        var reversals = Wire.Asked.Where(message => message.Type.ToString() is "0420" or "0421").ToList();
        Assert.That(reversals.Select(message => message.Text(4)).Distinct(), Is.EqualTo(new[] { third.Text(4), first.Text(4) }));
        Assert.That(reversals.Select(message => message.Text(2)), Is.All.EqualTo(Pos.Card.Pan));
        await pos.Sell(4_000);
        Assert.That((await pos.SignOn()).Code, Is.EqualTo("00"));
    }
}

/// <summary>The command as a process, killed in the middle.</summary>
[TestFixture]
public sealed class MasterKeyProcessTests
{
    [Test]
    public async Task Killed_in_the_middle_the_gateway_says_how_to_go_on_and_the_same_command_does()
    {
        using var folder = await KeptFolder.Filled(terminals: 3_000);
        var file = Path.Combine(folder.Data, "..", "new.key");
        using (var made = Child.Gateway(["key", "new-master", file]))
        {
            Assert.That(await made.Ended(), Is.Zero, made.Error);
            Assert.That(made.Output.Trim(), Does.Match("^[0-9A-F]{8}$"));
        }

        var before = folder.Blocks();
        using (var killed = Rotate(folder, file))
        {
            await Patience.Until(() => new FileInfo(folder.Journal.Log) is { Exists: true, Length: > 0 } || killed.Output.Length > 0);
            killed.Kill();
        }

        Assume.That(File.Exists(folder.In("master.rotation")), Is.True, "it came to its end before it could be killed");
        using (var serve = Child.Gateway(["serve", "--data", folder.Data, "--set", "Api:Address=http://127.0.0.1:0", "--set", "Listeners:0:Port=0"]))
        {
            Assert.That(await serve.Ended(), Is.EqualTo(1), serve.Error);
            Assert.That(serve.Sentences, Has.Count.EqualTo(1).And.One.Contains("run 'gateway key rotate-master --new FILE'"));
        }

        using (var again = Rotate(folder, file))
        {
            Assert.That(await again.Ended(), Is.Zero, again.Error);
            Assert.That(again.Output, Does.StartWith("The local master key was changed from check value "));
        }

        var kcv = await folder.Proof();
        Assert.That(folder.Audit("master-key-rotated"), Has.Count.EqualTo(1).And.One.Contains($" to {kcv}; begun "));
        Assert.That(folder.Blocks().Intersect(before), Is.Empty);
    }

    [Test]
    public async Task It_is_refused_in_one_sentence_while_a_gateway_runs_and_a_key_file_is_never_overwritten()
    {
        using var folder = await KeptFolder.Filled();
        var (file, _) = folder.NewKey();
        await using (folder.Journal.Open())
        {
            using var refused = Rotate(folder, file);
            Assert.That(await refused.Ended(), Is.EqualTo(1), refused.Error);
            Assert.That(refused.Sentences, Has.Count.EqualTo(1).And.One.EndsWith("is in use: stop the gateway first."));
        }

        using var made = Child.Gateway(["key", "new-master", file]);
        Assert.That(await made.Ended(), Is.EqualTo(1), made.Error);
        Assert.That(made.Sentences, Has.Count.EqualTo(1));
    }

    private static Child Rotate(KeptFolder folder, string file) => Child.Gateway(["key", "rotate-master", "--data", folder.Data, "--new", file]);
}
