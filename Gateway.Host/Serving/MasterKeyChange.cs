using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Security.Keys;

namespace Gateway.Host.Serving;

/// <summary>Changes the local master key of a gateway that is stopped. May be cut anywhere; the same command goes on.</summary>
/// <remarks>
/// New key's file, marker, keys, log, check value, Development's own key file, marker away: each is durable before the next. A key block says which key
/// it is under, so keys that are done are left alone. Once the folder's check value is the new key's, nothing needs the old one.
/// </remarks>
internal sealed class MasterKeyChange(GatewayOptions options, TimeProvider time)
{
    /// <summary>Keys in one commit, default 256: a commit takes well under a second.</summary>
    public int RowsPerCommit { get; init; } = 256;

    /// <summary>Called when a step is durable, for failure injection.</summary>
    public Action<MasterKeyStep> Probe { get; init; } = _ => { };

    /// <summary>Changes the key, or goes on with a change that was begun.</summary>
    /// <param name="newFile">File of the new key.</param>
    /// <param name="by">Who ordered it.</param>
    /// <returns>What was done and what the operator has to do, a sentence each.</returns>
    /// <exception cref="StartRefusedException">It cannot be done or not be finished; one sentence says why.</exception>
    public IReadOnlyList<string> Run(string newFile, string by)
    {
        if (!Directory.Exists(options.DataFolder))
        {
            throw new StartRefusedException($"There is no data folder {Path.GetFullPath(options.DataFolder)}.");
        }

        var folder = new DataFolder(options);
        if (!File.Exists(folder.Journal))
        {
            throw new StartRefusedException($"There is no journal {folder.Journal}, so nothing is stored under a local master key yet.");
        }

        try
        {
            using var next = LocalMasterKey.FromFile(newFile);
            Settle(newFile);
            using var journal = KeyRewriting.Open(folder.Journal);
            var marker = MasterKeyMarker.Read(folder.Path);
            if (marker is not null && marker.New != next.Kcv)
            {
                throw new StartRefusedException($"A change to the local master key with check value {marker.New} was begun; {newFile} holds the one with {next.Kcv}.");
            }

            var (begun, keys) = marker is not null && File.ReadAllText(folder.CheckValue).Trim() == marker.New
                ? (marker, 0)
                : Rewrite(folder, marker, next, journal, by);
            Take(folder, next);
            MasterKeyMarker.Remove(folder.Path);
            Probe(MasterKeyStep.Ended);
            return
            [
                $"The local master key was changed from check value {begun.Old} to {begun.New}; {keys} stored keys were put under it now.",
                folder.MasterKeys.Advice(newFile),
            ];
        }
        catch (Exception refused) when (refused is KeyException or JournalException)
        {
            throw new StartRefusedException(refused.Message);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"A file of the data folder {folder.Path} cannot be read or written; run the command again to go on: {failed.Message}");
        }
    }

    // From the first rewritten key on, nothing but the new key opens it: it must not be a file that a power cut takes back.
    private static void Settle(string newFile)
    {
        try
        {
            DurableFile.Settle(newFile);
        }
        catch (IOException failed)
        {
            throw new StartRefusedException($"The new local master key in {newFile} is not safe on a disk, so nothing is put under it: {failed.Message}");
        }
    }

    private (MasterKeyMarker Marker, int Keys) Rewrite(DataFolder folder, MasterKeyMarker? marker, LocalMasterKey next, KeyRewriting journal, string by)
    {
        using var present = marker is null ? folder.MasterKey() : folder.MasterKeys.Read();
        if (marker is not null && present.Kcv != marker.Old)
        {
            throw new StartRefusedException(
                $"The change began with the local master key of check value {marker.Old} and needs it to go on; configured is the one with {present.Kcv}.");
        }

        using var rotation = new MasterKeyRotation(present, next);
        marker ??= Begin(folder, present, next, rotation, journal, by);
        var keys = journal.Rewrite(key => Under(rotation, key), RowsPerCommit, () => Probe(MasterKeyStep.KeysCommitted));
        var begunAt = marker.BegunAt.ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);
        journal.NoteOnce(new AuditEntry(
            time.GetLocalNow(), "master-key-rotated", CardKeyKeeper.Owner, Stan: null, Code: "",
            $"The local master key was changed from check value {marker.Old} to {marker.New}; begun {begunAt} by {marker.By}."));
        Probe(MasterKeyStep.Noted);
        journal.Settle();
        Probe(MasterKeyStep.Settled);
        return (marker, keys);
    }

    // Everything is opened once before anything is changed: under a wrong key, or with a damaged block, there is no way forward.
    private MasterKeyMarker Begin(
        DataFolder folder, LocalMasterKey present, LocalMasterKey next, MasterKeyRotation rotation, KeyRewriting journal, string by)
    {
        if (journal.HasRecords && !journal.Has(CardKeyKeeper.Owner, nameof(KeyUsage.CardData)))
        {
            throw new StartRefusedException(
                $"The card numbers in {folder.Journal} still hang on the local master key itself: start the gateway once, stop it, and run the command again.");
        }

        journal.Look(key => Under(rotation, key), RowsPerCommit);
        var marker = new MasterKeyMarker(present.Kcv, next.Kcv, time.GetLocalNow(), by);
        marker.Write(folder.Path);
        Probe(MasterKeyStep.Begun);
        return marker;
    }

    private void Take(DataFolder folder, LocalMasterKey next)
    {
        DurableFile.Replace(folder.CheckValue, next.Kcv + "\n");
        Probe(MasterKeyStep.CheckValueReplaced);
        if (folder.MasterKeys.IsOwn)
        {
            TakeOwn(folder.MasterKeys.OwnFile, next);
        }
    }

    // The old key leaves the disk by being overwritten, which a rename over it would not do.
    private void TakeOwn(string file, LocalMasterKey next)
    {
        var (part, aside) = (file + ".part", file + ".old");
        if (!Holds(file, next))
        {
            File.Delete(part);
            next.SaveTo(part);
            Probe(MasterKeyStep.OwnKeyWritten);
            if (File.Exists(file))
            {
                DurableFile.Move(file, aside);
                Probe(MasterKeyStep.OwnKeyAside);
            }

            DurableFile.Move(part, file);
            Probe(MasterKeyStep.OwnKeyReplaced);
        }

        if (File.Exists(aside))
        {
            DurableFile.Erase(aside);
            Probe(MasterKeyStep.OwnKeyErased);
        }
    }

    private static bool Holds(string file, LocalMasterKey key)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        using var held = LocalMasterKey.FromFile(file);
        return held.Kcv == key.Kcv;
    }

    private static byte[]? Under(MasterKeyRotation rotation, StoredKey key)
        => Enum.TryParse<KeyUsage>(key.Usage, out var usage)
            ? rotation.Rewrap(usage, key.Owner, key.Kcv, key.Block)
            : throw new KeyException($"The stored key of {key.Owner} has the unknown usage {key.Usage}.");
}
