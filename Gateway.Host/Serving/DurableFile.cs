using System.Runtime.InteropServices;

namespace Gateway.Host.Serving;

/// <summary>Small files that are there whole or not at all, for their owner only, whenever the power goes.</summary>
/// <remarks>
/// A rename is durable when its folder was flushed; Windows flushes folders by itself and has no call for it. Source: rename(2), fsync(2).
/// </remarks>
internal static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Puts a text in a file's place.</summary>
    public static void Replace(string file, string text)
    {
        var part = file + ".part";
        File.Delete(part);
        using (var stream = New(part))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, file, overwrite: true);
        FlushFolderOf(file);
    }

    /// <summary>Renames a file that is on the disk.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to);
        FlushFolderOf(to);
    }

    /// <summary>Makes a file that somebody else made, copied or renamed one that is there after a power cut.</summary>
    /// <exception cref="IOException">The file or its folder cannot be flushed.</exception>
    public static void Settle(string file)
    {
        Flush(file, "file");
        FlushFolderOf(file);
    }

    /// <summary>Takes a file away.</summary>
    public static void Remove(string file)
    {
        File.Delete(file);
        FlushFolderOf(file);
    }

    /// <summary>Overwrites a file with zeros where it stands, then takes it away.</summary>
    public static void Erase(string file)
    {
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }

        Remove(file);
    }

    private static FileStream New(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(file, options);
    }

    private static void FlushFolderOf(string file) => Flush(Path.GetDirectoryName(Path.GetFullPath(file))!, "folder");

    // Reading is enough to flush, so that a file that may not be written can be.
    private static void Flush(string path, string kind)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(path, 0);
        if (handle < 0)
        {
            throw new IOException($"The {kind} {path} cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        }

        var (flushed, error) = (Flush(handle), Marshal.GetLastPInvokeError());
        _ = Close(handle);
        if (flushed != 0)
        {
            throw new IOException($"The {kind} {path} cannot be flushed: error {error}.");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int readOnly);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
