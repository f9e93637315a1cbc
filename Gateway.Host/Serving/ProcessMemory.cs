using System.Runtime.InteropServices;
using Gateway.Host.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Serving;

/// <summary>Keeps the memory of the process, where keys are in use, out of files and from other processes.</summary>
/// <remarks>
/// No core file is written (RLIMIT_CORE 0) and no other process of the same user may read the memory or attach (PR_SET_DUMPABLE 0). Linux
/// only; elsewhere the operating system has to be told. Source: getrlimit(2), prctl(2); PCI PIN v3.1, keys in the clear only in memory.
/// </remarks>
internal static class ProcessMemory
{
    private const int CoreFileLimit = 4;
    private const int SetDumpable = 4;

    /// <summary>Closes the memory for the rest of the process's life, and says so when that fails.</summary>
    public static void Close(ILogger logger)
    {
        if (!OperatingSystem.IsLinux())
        {
            ServingEvents.MemoryNotClosed(logger, "this operating system is not told to");
            return;
        }

        var none = default(Limit);
        if (SetLimit(CoreFileLimit, in none) != 0 || Control(SetDumpable, 0, 0, 0, 0) != 0)
        {
            ServingEvents.MemoryNotClosed(logger, $"error {Marshal.GetLastPInvokeError()}");
        }
    }

    [DllImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, in Limit limit);

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint first, nuint second, nuint third, nuint fourth);

    // Soft and hard limit; both zero.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Soft;
        public readonly nuint Hard;
    }
}
