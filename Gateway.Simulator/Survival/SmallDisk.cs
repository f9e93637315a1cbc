using System.ComponentModel;
using System.Diagnostics;

namespace Gateway.Simulator.Survival;

/// <summary>A small file system of its own under the gateway's data folder, so that it can be filled without hurting anybody else.</summary>
/// <remarks>A tmpfs, which only root on Linux can mount. It says "no space left" as a disk does; it does not forget what was not flushed.</remarks>
internal sealed class SmallDisk : IDisposable
{
    private const int Block = 1 << 20;
    private const int Page = 1 << 12;

    private readonly string _folder;
    private readonly string _ballast;

    private SmallDisk(string folder)
    {
        _folder = folder;
        _ballast = Path.Combine(folder, "ballast");
    }

    /// <summary>Mounts one.</summary>
    /// <param name="folder">Where; it is made.</param>
    /// <param name="megabytes">Its size.</param>
    /// <returns>Null where it cannot be done.</returns>
    internal static SmallDisk? TryMount(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        return OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0700", "tmpfs", folder)
            ? new SmallDisk(folder)
            : null;
    }

    /// <summary>Leaves no room for another page.</summary>
    internal void Fill()
    {
        using var ballast = new FileStream(_ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        WriteUntilFull(ballast, Block);
        WriteUntilFull(ballast, Page);
    }

    /// <summary>Makes room again.</summary>
    internal void Free() => File.Delete(_ballast);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Lazily when somebody still looks at it: what must not happen is that it stays for ever.
        if (!Run("umount", _folder))
        {
            Run("umount", "-l", _folder);
        }
    }

    private static void WriteUntilFull(FileStream ballast, int size)
    {
        var block = new byte[size];
        try
        {
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    private static bool Run(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
