using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Host.Core.Records;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Host.Serving;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Gateway.Tests.Host.Journal;
using CardKeys = Gateway.Security.Modules.CardKeys;

namespace Gateway.Tests.Host.Serving;

/// <summary>A data folder as a stopped gateway leaves it: a journal with keys and a sealed card, under a local master key of its own.</summary>
internal sealed class KeptFolder : IDisposable
{
    private const string Pan = "6212345678901234567";
    private const string BoundTo = "record";

    private readonly string _root = Directory.CreateTempSubdirectory("gateway-kept-").FullName;
    private byte[] _sealed = [];
    private string _fingerprint = "";

    public KeptFolder(int terminals = 3)
    {
        Options = new GatewayOptions
        {
            DataFolder = Path.Combine(_root, "data"),
            MasterKey = new MasterKeyOptions { EnvironmentVariable = "GATEWAY_TESTS_HAVE_NO_MASTER_KEY", Credential = "" },
        };
        Terminals = terminals;
    }

    public GatewayOptions Options { get; set; }

    public int Terminals { get; }

    /// <summary>Keys stored: of each terminal two, and the two of cards.</summary>
    public int Keys => (2 * Terminals) + 2;

    public string Data => Options.DataFolder;

    public JournalFolder Journal => new(Data);

    public static async Task<KeptFolder> Filled(int terminals = 3, bool withCardKeys = true)
    {
        var folder = new KeptFolder(terminals);
        try
        {
            await folder.Fill(withCardKeys);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public string In(string file) => Path.Combine(Data, file);

    /// <summary>A file with a new local master key, and its check value.</summary>
    public (string File, string Kcv) NewKey()
    {
        var file = Path.Combine(_root, $"{Guid.NewGuid():N}.key");
        using var made = LocalMasterKey.Generate();
        made.SaveTo(file);
        return (file, made.Kcv);
    }

    /// <summary>Every block that is stored now.</summary>
    public List<string> Blocks() => Rows("SELECT CAST(block AS TEXT) FROM keys ORDER BY owner, usage", row => row.GetString(0));

    public List<string> Chain() => Rows("SELECT seq || kind || payload || hex(chain) FROM records ORDER BY seq", row => row.GetString(0));

    public List<string> Audit(string kind) => Rows($"SELECT detail FROM audit WHERE kind = '{kind}'", row => row.GetString(0));

    /// <summary>Opens everything with the key the gateway would read: all keys, and the card under its fingerprint.</summary>
    public async Task<string> Proof()
    {
        using var master = new DataFolder(Options).MasterKey();
        using var module = new SoftwareSecurityModule(master, allowTestKeys: false);
        await using var journal = Journal.Open();
        var state = await Estate(journal);
        foreach (var entry in state.Keys)
        {
            var key = entry.Key.For(entry.Owner);
            Assert.That(await module.AreSameKey(key, key, CancellationToken.None), Is.True, key.ToString());
        }

        await Use(journal, state, module);
        Assert.That(state.Keys.Count(), Is.EqualTo(Keys));
        Assert.That(await module.Fingerprint(Pan, CancellationToken.None), Is.EqualTo(_fingerprint));
        Assert.That(await module.OpenCard(_sealed, BoundTo, CancellationToken.None), Is.EqualTo(Pan));
        return master.Kcv;
    }

    /// <summary>What the gateway does on its start with the keys of card numbers.</summary>
    public static async Task<CardKeys> Use(SqliteJournal journal, EstateState state, SoftwareSecurityModule module)
    {
        using var turn = new EstateTurn(state, journal, () => Task.CompletedTask);
        var used = await new CardKeyKeeper(turn, state, module, journal.Audit, TimeProvider.System).Use(isFresh: true);
        return used.Value ?? throw new InvalidOperationException(used.Sentence);
    }

    public static async Task<EstateState> Estate(SqliteJournal journal)
    {
        var state = new EstateState(TimeSpan.FromMinutes(2));
        foreach (var stored in await journal.Stream(JournalStream.Estate))
        {
            state.Apply(stored.Record);
        }

        return state;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task Fill(bool withCardKeys)
    {
        using var master = new DataFolder(Options).MasterKey();
        using var module = new SoftwareSecurityModule(master, allowTestKeys: false);
        await using var journal = Journal.Open();
        var state = new EstateState(TimeSpan.FromMinutes(2));
        if (withCardKeys)
        {
            await Use(journal, state, module);
        }

        _sealed = await module.SealCard(Pan, BoundTo, CancellationToken.None);
        _fingerprint = await module.Fingerprint(Pan, CancellationToken.None);
        for (var number = 1; number <= Terminals; number++)
        {
            var terminal = number.ToString("D8", CultureInfo.InvariantCulture);
            var records = new List<JournalRecord>();
            foreach (var usage in new[] { KeyUsage.TerminalMaster, KeyUsage.TerminalInitial })
            {
                var key = await module.GenerateKey(usage, KeyAlgorithm.Tdes, 16, terminal, CancellationToken.None);
                records.Add(new KeyLoaded { At = Samples.At, By = "op", Owner = terminal, Key = key.Kept(), How = "generated" });
            }

            await journal.Append(JournalStream.Estate, state.Version, [.. records]);
            records.ForEach(state.Apply);
        }
    }

    private List<T> Rows<T>(string sql, Func<Microsoft.Data.Sqlite.SqliteDataReader, T> read)
    {
        using var past = Journal.Past();
        using var command = past.CreateCommand();
#pragma warning disable CA2100 // The texts stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
