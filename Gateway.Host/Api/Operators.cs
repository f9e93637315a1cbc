using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Host.Api;

/// <summary>The people who have API keys of their own, so that the gateway knows who it was.</summary>
/// <remarks>
/// A JSON object of name and SHA-256 of the key, in a file of the data folder that <c>gateway operator add</c> writes; read again when it changes.
/// Safe from any thread.
/// </remarks>
/// <param name="file">The file; nobody has a key of his own while it is not there.</param>
internal sealed class Operators(string file)
{
    private static readonly object _name = new();
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private readonly Lock _gate = new();
    private (DateTime At, IReadOnlyDictionary<string, byte[]> Hashes) _read = (default, new Dictionary<string, byte[]>());

    /// <summary>Whether anybody has a key of his own.</summary>
    public bool Any => Hashes().Count > 0;

    /// <summary>Adds a person.</summary>
    /// <returns>The new API key, which is stored nowhere; null when the name is taken.</returns>
    public string? Add(string name)
    {
        lock (_gate)
        {
            var hashes = Load().ToDictionary(pair => pair.Key, pair => Convert.ToHexString(pair.Value), StringComparer.Ordinal);
            var key = ApiKey.Generate();
            if (!hashes.TryAdd(name, Convert.ToHexString(Hash(key))))
            {
                return null;
            }

            var part = file + ".part";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(part, options))
            {
                JsonSerializer.Serialize(stream, hashes, _indented);
            }

            File.Move(part, file, overwrite: true);
            return key;
        }
    }

    /// <summary>Whose key this is; null when it is nobody's.</summary>
    public string? Who(string key)
    {
        var hash = Hash(key);
        string? who = null;
        foreach (var (name, known) in Hashes())
        {
            who = CryptographicOperations.FixedTimeEquals(hash, known) ? name : who;
        }

        return who;
    }

    /// <summary>Who asks: the person whose key it is, else whoever the request says it is for.</summary>
    public static string Named(HttpContext context, string? said) => Proven(context) ?? (string.IsNullOrWhiteSpace(said) ? "api" : said);

    /// <summary>The person whose key it is; null when the shared key was used.</summary>
    public static string? Proven(HttpContext context) => context.Items[_name] as string;

    /// <summary>Remembers whose key a request came with.</summary>
    public static void Remember(HttpContext context, string name) => context.Items[_name] = name;

    private IReadOnlyDictionary<string, byte[]> Hashes()
    {
        lock (_gate)
        {
            var at = File.GetLastWriteTimeUtc(file);
            if (at != _read.At)
            {
                _read = (at, Load());
            }

            return _read.Hashes;
        }
    }

    private Dictionary<string, byte[]> Load()
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            var hashes = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
            return hashes.ToDictionary(pair => pair.Key, pair => Convert.FromHexString(pair.Value), StringComparer.Ordinal);
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or IOException)
        {
            // A file that cannot be read lets nobody in with it; the shared key still works.
            return [];
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
