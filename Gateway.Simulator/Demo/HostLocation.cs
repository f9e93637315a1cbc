using System.Diagnostics;
using Gateway.Simulator.Commands;

namespace Gateway.Simulator.Demo;

/// <summary>Where the gateway's program is, and how to start it: it is never referenced, only run.</summary>
internal sealed class HostLocation
{
    private const string Assembly = "Gateway.Host.dll";

    private readonly string _path;

    private HostLocation(string path) => _path = path;

    /// <summary>Finds the gateway.</summary>
    /// <param name="given">A program, an assembly or a folder; null looks in the sibling project's output, then beside our own.</param>
    /// <exception cref="UsageException">It is not there.</exception>
    internal static HostLocation Find(string? given)
    {
        if (given is not null)
        {
            var path = Directory.Exists(given) ? Path.Combine(given, Assembly) : given;
            return File.Exists(path)
                ? new HostLocation(Path.GetFullPath(path))
                : throw new UsageException($"There is no gateway at {given}.");
        }

        // …/Gateway.Simulator/bin/Release/net10.0 has a sibling …/Gateway.Host/bin/Release/net10.0.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = own.Parent?.Name ?? "";
        var solution = own.Parent?.Parent?.Parent?.Parent?.FullName ?? "";
        string[] candidates =
        [
            Path.Combine(solution, "Gateway.Host", "bin", configuration, own.Name, Assembly),
            Path.Combine(own.FullName, Assembly),
        ];
        var found = candidates.FirstOrDefault(File.Exists)
            ?? throw new UsageException($"The gateway is not built: {candidates[0]} does not exist. Build it, or name it with --host.");
        return new HostLocation(found);
    }

    /// <summary>A command that starts it.</summary>
    /// <param name="arguments">The gateway's own arguments.</param>
    internal ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var isAssembly = _path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var runtime = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var command = new ProcessStartInfo(isAssembly ? runtime : _path) { UseShellExecute = false };
        foreach (var argument in isAssembly ? arguments.Prepend(_path) : arguments)
        {
            command.ArgumentList.Add(argument);
        }

        return command;
    }
}
