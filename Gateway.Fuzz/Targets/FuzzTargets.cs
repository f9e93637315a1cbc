using Gateway.Iso8583.Dialects;

namespace Gateway.Fuzz.Targets;

/// <summary>The targets by name. Each takes any bytes; it returns when every promise held, whatever the bytes were.</summary>
internal static class FuzzTargets
{
    private const string Read = "read-";

    /// <summary>Every name, in the order they are run. Written out: an instrumented codec may not be touched before the fuzzer is.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        Read + "iso8583-1987-ascii", Read + "iso8583-1987-bcd", Read + "iso8583-1993", Read + "iso8583-2003", Read + "unionpay-pos",
        Read + "visa-example", Read + "postilion-example", Read + "every-form", "dialect", "frame", "tlv",
    ];

    /// <summary>The target of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="dialects">The folder that holds the dialects that are not embedded.</param>
    /// <exception cref="ArgumentException">There is no such target.</exception>
    internal static Action<byte[]> Find(string name, string dialects) => name switch
    {
        "dialect" => DialectTarget.Run,
        "frame" => FrameTarget.Run,
        "tlv" => TlvTarget.Run,
        _ when Names.Contains(name) => new ReadTarget(Named(name[Read.Length..], dialects)).Run,
        _ => throw new ArgumentException($"There is no target {name}; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    private static Dialect Named(string name, string folder)
        => Dialect.EmbeddedNames.Contains(name)
            ? Dialect.Embedded(name)
            : Dialect.Parse(File.ReadAllText(Path.Combine(folder, name + ".json")), name);
}
