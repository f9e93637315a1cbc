using Gateway.Host.Core.Estate;
using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Tests.Host.Lanes;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Estate;

[TestFixture]
public sealed class HoldCommandTests
{
    [Test]
    public async Task A_hold_is_durable_first_then_in_the_standing_and_said_to_be_done_only_when_every_lane_passed()
    {
        using var bench = await Opened();
        var lanes = new TaskCompletionSource();
        bench.LanesPass = () => lanes.Task;
        bench.Journal.IsQuick = false;
        var placing = bench.Commands.Place(OnTerminal, HoldLevel.L2, "FEE-01", "", "op");
        var commit = await bench.Journal.Next();
        Assert.That((bench.Standing().Level, bench.Barriers), Is.EqualTo(((HoldLevel?)null, 0)));

        commit.Ok();
        await LaneBench.Until(() => bench.Barriers == 1);
        Assert.That((bench.Standing().Level, placing.IsCompleted), Is.EqualTo(((HoldLevel?)HoldLevel.L2, false)));
        lanes.SetResult();
        Assert.That((await placing).Outcome, Is.EqualTo(CommandOutcome.Done));
    }

    [Test]
    public async Task The_same_hold_placed_twice_is_one_hold_and_another_level_is_a_conflict()
    {
        using var bench = await Opened();
        var id = await bench.Held(OnTerminal);
        var again = await bench.Commands.Place(OnTerminal, HoldLevel.L2, "FEE-01", "other note", "someone else");
        Assert.That((again.Outcome, again.Value!.Hold.Id), Is.EqualTo((CommandOutcome.Already, id)));
        Assert.That((await bench.Commands.Place(OnTerminal, HoldLevel.L5, "FEE-01", "", "op")).Outcome, Is.EqualTo(CommandOutcome.Conflict));
        Assert.That(bench.Standing().Holds, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_release_twice_is_one_release_and_needs_a_reason()
    {
        using var bench = await Opened();
        var id = await bench.Held(OnTerminal);
        Assert.That((await bench.Commands.Release(id, " ", "op")).Outcome, Is.EqualTo(CommandOutcome.Invalid));
        Assert.That((await bench.Commands.Release(id, "paid", "op")).Outcome, Is.EqualTo(CommandOutcome.Done));
        var again = await bench.Commands.Release(id, "paid twice", "op");
        Assert.That((again.Outcome, again.Value!.Release!.Why), Is.EqualTo((CommandOutcome.Already, "paid")));
        Assert.That((await bench.Held(OnTerminal), bench.Standing().Level), Is.EqualTo((id + 1, (HoldLevel?)HoldLevel.L2)), "It can be placed anew.");
    }

    [Test]
    public async Task The_standing_is_the_union_of_both_levels_and_releasing_one_opens_nothing_of_the_other()
    {
        using var bench = await Opened();
        var own = await bench.Held(OnTerminal, HoldLevel.L5, "SEC-01");
        var merchants = await bench.Held(OnMerchant, HoldLevel.L2);
        Assert.That(bench.Standing().Holds.Select(hold => hold.Id), Is.EqualTo(Sequence(own, merchants)));

        await bench.Commands.Release(own, "checked", "op");
        Assert.That((bench.Standing().Level, bench.Standing().Holds.Single().Id), Is.EqualTo(((HoldLevel?)HoldLevel.L2, merchants)));
        await bench.Commands.Release(merchants, "paid", "op");
        Assert.That(bench.Standing().Holds, Is.Empty);
    }

    [Test]
    public async Task A_terminal_registered_under_a_held_merchant_is_held_from_its_first_message()
    {
        using var bench = await Opened();
        var id = await bench.Held(OnMerchant);
        await bench.Commands.RegisterTerminal("00000002", Merchant, "", "", true, "op");
        await bench.Commands.RegisterMerchant("100000000000002", "Other", "", "op");
        await bench.Commands.RegisterTerminal("00000003", "100000000000002", "", "", true, "op");

        Assert.That(bench.Standing("00000002").Holds.Single().Id, Is.EqualTo(id));
        Assert.That(bench.Standing("00000003").Holds, Is.Empty);
        await bench.Commands.Release(id, "paid", "op");
        Assert.That(bench.Standing("00000002").Holds, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_unknown_outcome_is_looked_up(bool stored)
    {
        using var bench = await Opened();
        bench.Journal.IsQuick = false;
        var placing = bench.Commands.Place(OnTerminal, HoldLevel.L2, "FEE-01", "", "op");
        (await bench.Journal.Next()).Ends(CommitOutcome.Unknown, stored);

        Assert.That((await placing).Outcome, Is.EqualTo(stored ? CommandOutcome.Done : CommandOutcome.Unavailable));
        Assert.That((bench.Standing().Holds.Length, bench.Barriers), Is.EqualTo((stored ? 1 : 0, 1)));
        Assert.That(Picture(bench.Rebuilt()), Is.EqualTo(Picture(bench.State)));
    }

    [Test]
    public async Task A_hold_that_became_durable_without_our_hearing_of_it_comes_into_force_with_the_next_command()
    {
        using var bench = await Opened();
        bench.Journal.IsQuick = false;
        bench.Journal.ReadFaults.Enqueue(new JournalException("The journal cannot be read now."));
        bench.Journal.ReadFaults.Enqueue(new JournalException("The journal cannot be read now."));
        var placing = bench.Commands.Place(OnTerminal, HoldLevel.L2, "FEE-01", "", "op");
        (await bench.Journal.Next()).Ends(CommitOutcome.Unknown, stored: true);
        Assert.That((await placing).Outcome, Is.EqualTo(CommandOutcome.Unavailable));
        Assert.That((await bench.Commands.Release(1, "paid", "op")).Outcome, Is.EqualTo(CommandOutcome.Unavailable), "Still nobody knows.");

        var again = await bench.Commands.Place(OnTerminal, HoldLevel.L2, "FEE-01", "", "op");
        Assert.That((again.Outcome, bench.Standing().Level, bench.Barriers), Is.EqualTo((CommandOutcome.Already, (HoldLevel?)HoldLevel.L2, 1)));
        bench.Journal.IsQuick = true;
        Assert.That((await bench.Commands.Release(again.Value!.Hold.Id, "paid", "op")).Outcome, Is.EqualTo(CommandOutcome.Done));
        Assert.That(Picture(bench.Rebuilt()), Is.EqualTo(Picture(bench.State)));
    }

    [Test]
    public async Task After_a_conflict_the_next_command_is_taken_again()
    {
        using var bench = await Opened();
        bench.Journal.IsQuick = false;
        var placing = bench.Commands.Place(OnTerminal, HoldLevel.L2, "FEE-01", "", "op");
        var commit = await bench.Journal.Next();
        bench.Journal.Store(commit.Append with
        {
            Attempt = Guid.NewGuid(),
            Records = [new MerchantRegistered { At = default, By = "another node", Id = "100000000000002", Name = "Other" }],
        });
        commit.Ends(CommitOutcome.Conflict);
        Assert.That((await placing).Outcome, Is.EqualTo(CommandOutcome.Unavailable));

        bench.Journal.IsQuick = true;
        Assert.That(await bench.Held(OnTerminal), Is.EqualTo(1));
        Assert.That(bench.State.Merchant("100000000000002"), Is.Not.Null);
    }

    private static long[] Sequence(params long[] ids) => ids;
}
