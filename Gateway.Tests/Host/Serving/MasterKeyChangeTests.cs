using System.Text;
using Gateway.Host.Serving;
using NUnit.Framework.Constraints;

namespace Gateway.Tests.Host.Serving;

/// <summary>A change of the local master key reaches everything, may be cut anywhere, and is refused where it could not be finished.</summary>
[TestFixture]
public sealed class MasterKeyChangeTests
{
    [Test]
    public async Task Everything_is_under_the_new_key_and_nothing_of_the_old_one_is_left()
    {
        using var folder = await KeptFolder.Filled();
        var oldKey = await File.ReadAllTextAsync(folder.In("master.key"));
        var oldKcv = (await File.ReadAllTextAsync(folder.In("master.kcv"))).Trim();
        var (blocks, chain) = (folder.Blocks(), folder.Chain());
        var (file, kcv) = folder.NewKey();

        var said = Change(folder).Run(file, "op");

        Assert.That(said, Has.Count.EqualTo(2));
        Assert.That(said[0], Is.EqualTo($"The local master key was changed from check value {oldKcv} to {kcv}; {folder.Keys} stored keys were put under it now."));
        Assert.That(said[1], Does.StartWith($"{folder.In("master.key")} holds the new key now"));
        Assert.That(await folder.Proof(), Is.EqualTo(kcv));
        Assert.That(folder.Chain(), Is.EqualTo(chain), "the records and their chain");
        Assert.That(folder.Audit("master-key-rotated"), Has.Count.EqualTo(1).And.One.Contains($"from check value {oldKcv} to {kcv}; begun ").And.One.EndsWith(" by op."));
        Assert.That(Directory.GetFiles(folder.Data).Select(Path.GetFileName), Is.EquivalentTo((string[])["gateway.db", "gateway.db.watermark", "master.key", "master.kcv"]));
        var everything = folder.Journal.AllBytes();
        Assert.That(blocks.Append(oldKey.Trim()).Where(IsThere), Is.Empty);
        Assert.That(folder.Blocks().All(IsThere), Is.True, "what is there is found so");

        bool IsThere(string text) => everything.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
    }

    [Test]
    public async Task Cut_after_any_step_no_gateway_starts_and_the_same_command_goes_on()
    {
        for (var cut = 1; ; cut++)
        {
            using var folder = await KeptFolder.Filled();
            var (file, kcv) = folder.NewKey();
            var (steps, last) = (0, MasterKeyStep.Begun);
            var change = new MasterKeyChange(folder.Options, TimeProvider.System)
            {
                RowsPerCommit = 3,
                Probe = step =>
                {
                    last = step;
                    steps++;
                    if (steps == cut)
                    {
                        throw new InvalidOperationException("cut");
                    }
                },
            };
            if (!IsCut(() => change.Run(file, "op")))
            {
                Assert.That(cut, Is.EqualTo(13), "nine steps, the keys in three commits, and one time to the end");
                return;
            }

            if (last != MasterKeyStep.Ended)
            {
                Assert.That(() => new DataFolder(folder.Options).MasterKey(), Refused($"with the new key, check value {kcv}, while"), last.ToString());
                Change(folder).Run(file, "another");
            }

            Assert.That(await folder.Proof(), Is.EqualTo(kcv), last.ToString());
            Assert.That(folder.Audit("master-key-rotated"), Has.Count.EqualTo(1), last.ToString());
            Assert.That(File.Exists(folder.In("master.key.part")) || File.Exists(folder.In("master.key.old")), Is.False, last.ToString());
        }
    }

    [Test]
    public async Task Cut_at_every_run_it_still_comes_to_its_end()
    {
        using var folder = await KeptFolder.Filled(terminals: 5);
        var (file, kcv) = folder.NewKey();
        var runs = 0;
        while (IsCut(() => new MasterKeyChange(folder.Options, TimeProvider.System) { RowsPerCommit = 1, Probe = Cut }.Run(file, "op")))
        {
            runs++;
        }

        Assert.That(runs, Is.GreaterThan(folder.Keys));
        Assert.That(await folder.Proof(), Is.EqualTo(kcv));

        static void Cut(MasterKeyStep step)
        {
            // What is repeated on every run would be cut for ever.
            if (step is MasterKeyStep.Begun or MasterKeyStep.KeysCommitted or MasterKeyStep.OwnKeyReplaced or MasterKeyStep.OwnKeyErased)
            {
                throw new InvalidOperationException("cut");
            }
        }
    }

    [Test]
    public async Task A_torn_file_of_an_earlier_run_is_in_nobodys_way()
    {
        using var folder = await KeptFolder.Filled();
        var (file, kcv) = folder.NewKey();
        foreach (var torn in new[] { "master.key.part", "master.kcv.part", "master.rotation.part" })
        {
            await File.WriteAllTextAsync(folder.In(torn), "8c51ae");
        }

        Change(folder).Run(file, "op");

        Assert.That(await folder.Proof(), Is.EqualTo(kcv));
    }

    [Test]
    public async Task A_configured_key_stays_where_it_is_and_the_operator_hears_which_setting_has_to_change()
    {
        using var folder = await KeptFolder.Filled();
        var configured = Path.Combine(folder.Data, "..", "configured.key");
        File.Move(folder.In("master.key"), configured);
        folder.Options = folder.Options with { Profile = "Production", SecurityModule = "Software", MasterKey = folder.Options.MasterKey with { File = configured } };
        var before = await File.ReadAllTextAsync(configured);
        var (file, kcv) = folder.NewKey();

        var said = Change(folder).Run(file, "op");

        Assert.That(said[1], Is.EqualTo($"Before the next start, Gateway:MasterKey:File has to name {file}."));
        Assert.That(await File.ReadAllTextAsync(configured), Is.EqualTo(before));
        Assert.That(() => new DataFolder(folder.Options).MasterKey(), Refused($"was made with the one whose check value is {kcv}"));
        folder.Options = folder.Options with { MasterKey = folder.Options.MasterKey with { File = file } };
        Assert.That(await folder.Proof(), Is.EqualTo(kcv));
    }

    [Test]
    public async Task A_key_from_the_environment_is_changed_in_the_environment()
    {
        using var folder = await KeptFolder.Filled();
        var variable = $"GATEWAYTEST{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, await File.ReadAllTextAsync(folder.In("master.key")));
        File.Delete(folder.In("master.key"));
        folder.Options = folder.Options with { MasterKey = folder.Options.MasterKey with { EnvironmentVariable = variable } };
        var (file, kcv) = folder.NewKey();

        Assert.That(Change(folder).Run(file, "op")[1], Is.EqualTo($"Before the next start, the environment variable {variable} has to hold the key in {file}."));
        Environment.SetEnvironmentVariable(variable, await File.ReadAllTextAsync(file));
        Assert.That(await folder.Proof(), Is.EqualTo(kcv));
    }

    [Test]
    public async Task A_change_that_was_begun_goes_on_with_its_own_two_keys_only()
    {
        using var folder = await KeptFolder.Filled();
        var (file, kcv) = folder.NewKey();
        var (other, otherKcv) = folder.NewKey();
        var old = (await File.ReadAllTextAsync(folder.In("master.kcv"))).Trim();
        Assert.That(IsCut(() => new MasterKeyChange(folder.Options, TimeProvider.System) { Probe = _ => throw new InvalidOperationException("cut") }.Run(file, "op")), Is.True);

        Assert.That(() => Change(folder).Run(other, "op"), Refused($"with check value {kcv} was begun").With.Message.Contains(otherKcv));
        folder.Options = folder.Options with { MasterKey = folder.Options.MasterKey with { File = file } };
        Assert.That(() => Change(folder).Run(file, "op"), Refused($"began with the local master key of check value {old} and needs it"));
        folder.Options = folder.Options with { MasterKey = folder.Options.MasterKey with { File = null } };
        Change(folder).Run(file, "op");
        Assert.That(await folder.Proof(), Is.EqualTo(kcv));
    }

    [Test]
    public async Task Refused_before_anything_is_changed()
    {
        using var folder = await KeptFolder.Filled();
        var (file, _) = folder.NewKey();
        var blocks = folder.Blocks();
        Assert.That(() => Change(folder).Run(folder.In("master.key"), "op"), Refused("The new local master key is the present one"));
        Assert.That(() => Change(folder).Run("/nowhere/new.key", "op"), Refused("/nowhere/new.key"));
        await using (folder.Journal.Open())
        {
            Assert.That(() => Change(folder).Run(file, "op"), Refused("is in use: stop the gateway first."));
        }

        // A wrong present key, and no check value to tell by: it opens nothing.
        var wrong = folder.Options with { MasterKey = folder.Options.MasterKey with { File = folder.NewKey().File } };
        Assert.That(() => new MasterKeyChange(wrong, TimeProvider.System).Run(file, "op"), Refused("was made with the one whose check value"));
        File.Delete(folder.In("master.kcv"));
        Assert.That(() => new MasterKeyChange(wrong, TimeProvider.System).Run(file, "op"), Refused("does not open"));
        File.Delete(folder.In("master.kcv"));

        Assert.That(File.Exists(folder.In("master.rotation")), Is.False);
        Assert.That(folder.Blocks(), Is.EqualTo(blocks));
        await folder.Proof();
    }

    [Test]
    [Platform("Linux")]
    public async Task A_new_key_that_a_power_cut_could_take_back_begins_no_change()
    {
        using var folder = await KeptFolder.Filled();
        var (file, kcv) = folder.NewKey();
        var blocks = folder.Blocks();

        // The kernel's own folder of open files: the key is read from there like from any other, and nothing there can be flushed.
        using (var open = File.OpenRead(file))
        {
            var named = $"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}";
            Assert.That(() => Change(folder).Run(named, "op"), Refused($"The new local master key in {named} is not safe on a disk").With.Message.Contains("folder"));
        }

        Assert.That(File.Exists(folder.In("master.rotation")), Is.False);
        Assert.That(folder.Blocks(), Is.EqualTo(blocks));
        Change(folder).Run(file, "op");
        Assert.That(await folder.Proof(), Is.EqualTo(kcv));
    }

    [Test]
    public async Task Where_there_is_nothing_to_change_or_cards_would_be_lost_it_is_refused()
    {
        using var empty = new KeptFolder();
        var (file, _) = empty.NewKey();
        Assert.That(() => Change(empty).Run(file, "op"), Refused("There is no data folder"));
        Directory.CreateDirectory(empty.Data);
        Assert.That(() => Change(empty).Run(file, "op"), Refused("There is no journal"));
        Assert.That(Directory.GetFiles(empty.Data), Is.Empty);

        using var early = await KeptFolder.Filled(withCardKeys: false);
        Assert.That(() => Change(early).Run(file, "op"), Refused("start the gateway once, stop it, and run the command again."));
        Assert.That(File.Exists(early.In("master.rotation")), Is.False);
    }

    [Test]
    public async Task A_key_that_was_read_before_a_change_is_refused_after_it()
    {
        using var folder = await KeptFolder.Filled();
        var started = new DataFolder(folder.Options);
        using var read = started.MasterKey();
        started.CheckStill(read);
        Change(folder).Run(folder.NewKey().File, "op");
        Assert.That(() => started.CheckStill(read), Refused("was made with the one whose check value"));
    }

    [Test]
    public async Task A_marker_that_cannot_be_read_is_refused()
    {
        using var folder = await KeptFolder.Filled();
        foreach (var damage in new[] { "", "{", "{}", "null" })
        {
            await File.WriteAllTextAsync(folder.In("master.rotation"), damage);
            Assert.That(() => new DataFolder(folder.Options).MasterKey(), Refused("cannot be read"), damage);
            Assert.That(() => Change(folder).Run(folder.NewKey().File, "op"), Refused("cannot be read"), damage);
        }
    }

    private static MasterKeyChange Change(KeptFolder folder) => new(folder.Options, TimeProvider.System);

    private static bool IsCut(Action work)
    {
        try
        {
            work();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static ContainsConstraint Refused(string sentence) => Throws.TypeOf<StartRefusedException>().With.Message.Contains(sentence);
}
