using System.Text.Json;

namespace Gateway.Host.Serving;

/// <summary>Stands in the data folder while the local master key is being changed.</summary>
/// <param name="Old">Check value of the key the change began with.</param>
/// <param name="New">Check value of the key it leads to.</param>
/// <param name="BegunAt">When it was begun.</param>
/// <param name="By">Who began it.</param>
internal sealed record MasterKeyMarker(string Old, string New, DateTimeOffset BegunAt, string By)
{
    private const string FileName = "master.rotation";

    /// <summary>Why no gateway may serve from the folder, and how to go on.</summary>
    public string Refusal
        => $"A change of the local master key was begun and is not finished: run 'gateway key rotate-master --new FILE' with the new key, check value {New}, "
            + $"while the present one, check value {Old}, is still configured.";

    /// <summary>The marker of a data folder; null when no change is under way.</summary>
    /// <exception cref="StartRefusedException">It cannot be read.</exception>
    public static MasterKeyMarker? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(file)
                ? JsonSerializer.Deserialize<MasterKeyMarker>(File.ReadAllText(file)) is { Old: not null, New: not null, By: not null } marker
                    ? marker
                    : throw new JsonException()
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartRefusedException($"A change of the local master key is not finished, and its file {file} cannot be read.");
        }
    }

    /// <summary>Writes it, durably.</summary>
    public void Write(string folder) => DurableFile.Replace(Path.Combine(folder, FileName), JsonSerializer.Serialize(this));

    /// <summary>Takes it away, durably.</summary>
    public static void Remove(string folder) => DurableFile.Remove(Path.Combine(folder, FileName));
}
