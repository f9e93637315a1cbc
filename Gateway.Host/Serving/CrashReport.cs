using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Gateway.Host.Serving;

/// <summary>What a developer needs of a fault, and nothing that came from outside: names of types and methods, never a value.</summary>
/// <remarks>
/// The message of an exception, its data, and whatever it prints may hold what a peer sent. None of that is asked for: not one member that a class of
/// exceptions can override is called. Names of types and methods stand in the program and not in what it was given.
/// </remarks>
internal static class CrashReport
{
    // A fault of ours is told by its first frames; what recurses, or gathers the faults of many tasks, must not fill a disk.
    private const int MostFaults = 16;
    private const int MostFrames = 100;

    private const string OwnNames = "Gateway.";

    /// <summary>The report of one fault.</summary>
    /// <param name="fault">The fault, with what caused it.</param>
    /// <param name="thread">The name of the thread that died.</param>
    /// <param name="at">When.</param>
    public static string Of(Exception fault, string thread, DateTimeOffset at)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Gateway {Version()} ended for a fault of its own.")
            .AppendLine(CultureInfo.InvariantCulture, $"time     {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")
            .AppendLine(CultureInfo.InvariantCulture, $"runtime  {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}")
            .AppendLine(CultureInfo.InvariantCulture, $"room     {Room(fault)}")
            .AppendLine(CultureInfo.InvariantCulture, $"thread   {thread}")
            .AppendLine("Messages and values are left out: they could hold what somebody sent.");
        foreach (var (one, depth) in All(fault))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{(depth == 0 ? "" : $"cause {depth}: ")}{Name(one.GetType())}");
            foreach (var frame in Frames(one).Take(MostFrames))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  at {Place(frame)}");
            }
        }

        return text.ToString();
    }

    /// <summary>Where in the house a fault was: the namespace of the first frame that is ours.</summary>
    public static string Room(Exception fault) => All(fault)
        .SelectMany(one => Frames(one.Fault))
        .Select(frame => frame.GetMethod()?.DeclaringType?.Namespace)
        .FirstOrDefault(space => space?.StartsWith(OwnNames, StringComparison.Ordinal) == true) ?? "unknown";

    private static IEnumerable<(Exception Fault, int Depth)> All(Exception fault)
    {
        var waiting = new Queue<(Exception Fault, int Depth)>([(fault, 0)]);
        for (var count = 0; count < MostFaults && waiting.TryDequeue(out var next); count++)
        {
            yield return next;
            foreach (var cause in next.Fault is AggregateException many ? many.InnerExceptions : Cause(next.Fault))
            {
                waiting.Enqueue((cause, next.Depth + 1));
            }
        }
    }

    private static IEnumerable<Exception> Cause(Exception fault) => fault.InnerException is { } cause ? [cause] : [];

    private static StackFrame[] Frames(Exception fault) => new StackTrace(fault, fNeedFileInfo: false).GetFrames();

    // With the place inside the method, which together with the version leads to the line.
    private static string Place(StackFrame frame) => frame.GetMethod() is { } method
        ? string.Create(CultureInfo.InvariantCulture, $"{(method.DeclaringType is { } type ? Name(type) : "(no type)")}.{method.Name} +0x{Math.Max(0, frame.GetILOffset()):x}")
        : "(unknown)";

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name;

    private static string Version()
        => typeof(CrashReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "(no version)";
}
