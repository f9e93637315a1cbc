using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Simulator.Demo;

/// <summary>Asks a process politely to end; .NET itself can only kill.</summary>
internal static class Terminate
{
    private const int SigTerm = 15;

    /// <summary>Sends SIGTERM where there is such a thing.</summary>
    /// <returns><see langword="false"/> when it could not be asked.</returns>
    internal static bool TryAsk(Process process) => !OperatingSystem.IsWindows() && Kill(process.Id, SigTerm) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
