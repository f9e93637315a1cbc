using System.Text.RegularExpressions;

namespace Gateway.Tests.Architecture;

/// <summary>The arrows of ARCHITECTURE.md inside the source, as data, and what breaks them as a function over one file.</summary>
internal static partial class HouseRules
{
    /// <summary>Rooms of the host and the rooms each may name. Core names none of them; a room may always name itself and Core.</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>
    {
        ["Core"] = [],
        ["Diagnostics"] = [],
        ["Configuration"] = [],
        ["Journal"] = ["Diagnostics", "Configuration"],
        ["Estate"] = ["Diagnostics", "Configuration", "Journal", "Lanes"],
        ["Lanes"] = ["Diagnostics", "Configuration", "Journal", "Estate"],
        ["Front"] = ["Diagnostics", "Configuration", "Journal", "Estate", "Lanes"],
        ["Upstream"] = ["Diagnostics", "Configuration", "Estate", "Lanes"],
        ["Api"] = ["Diagnostics", "Configuration", "Journal", "Estate", "Lanes"],
        // Where everything is put together.
        ["Serving"] = ["Diagnostics", "Configuration", "Journal", "Estate", "Lanes", "Front", "Upstream", "Api"],
        ["Cli"] = ["Diagnostics", "Configuration", "Serving"],
        ["Program.cs"] = ["Cli", "Serving"],
    };

    // What makes a decision depend on anything but its ledger, its event and its instant.
    private static readonly string[] _impure =
    [
        "DotNetty", "System.Net", "System.IO", "System.Data", "Microsoft", "Dapper", "Sqlite", "Serilog", "ILogger", "TimeProvider", "Stopwatch", "Task",
        "ValueTask", "async", "await", "Thread", "Interlocked", "lock", "volatile", "Random", "RandomNumberGenerator", "Guid.NewGuid", "Guid.CreateVersion7",
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Environment", "Console", "File", "Directory",
        "CultureInfo.CurrentCulture", "GetHashCode",
    ];

    private static readonly (string Word, string[] Rooms)[] _owned =
    [
        ("DotNetty", ["Front", "Upstream"]),
        ("Dapper", ["Journal"]),
        ("Microsoft.Data.Sqlite", ["Journal"]),
        ("SqliteConnection", ["Journal"]),
        ("System.CommandLine", ["Cli", "Program.cs"]),
        ("YamlDotNet", ["Cli"]),
        ("Microsoft.AspNetCore", ["Api", "Serving"]),
    ];

    /// <summary>What a file of the host does that it may not, one sentence each.</summary>
    /// <param name="path">Path from the root, as Gateway.Host/Core/Switching/Now.cs.</param>
    /// <param name="text">Its source; comments do not count.</param>
    public static IEnumerable<string> Breaches(string path, string text)
    {
        var room = path.Split('/')[1];
        var bare = SourceText.Bare(text);
        if (!Arrows.TryGetValue(room, out var allowed))
        {
            return [$"{path}: the room {room} is not in the house; give it its arrows first."];
        }

        return Named(bare, room).Where(named => named != room && named != "Core" && !allowed.Contains(named)).Distinct()
            .Select(named => $"{path}: {room} may not name {named}.")
            .Concat(room == "Core" ? _impure.Where(word => Has(bare, word)).Select(word => $"{path}: the core may not use {word}.") : [])
            .Concat(_owned.Where(owned => !owned.Rooms.Contains(room) && Has(bare, owned.Word)).Select(owned => $"{path}: {owned.Word} belongs to {string.Join(" and ", owned.Rooms)}."));
    }

    // In full; in the core also short, as a name inside Gateway.Host resolves. "facts.Upstream.Rrn" is a member, not a room.
    private static IEnumerable<string> Named(string bare, string room) => Full().Matches(bare).Concat(room == "Core" ? Short().Matches(bare) : [])
        .Select(match => match.Groups["room"].Value).Where(Arrows.ContainsKey);

    private static bool Has(string bare, string word) => Regex.IsMatch(bare, $@"(?<![\w.]){Regex.Escape(word)}(?!\w)");

    [GeneratedRegex(@"\bGateway\.Host\.(?<room>\w+)")]
    private static partial Regex Full();

    [GeneratedRegex(@"(?<![\w.])(?<room>Front|Lanes|Journal|Api|Cli|Configuration|Serving|Diagnostics)\.[A-Z]\w*")]
    private static partial Regex Short();
}
