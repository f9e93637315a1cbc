namespace Gateway.Security.Macs;

/// <summary>One algorithm with one key, ready to work: the whole code before anything is cut or spelled.</summary>
/// <remarks>Safe from any thread, and computes without allocating.</remarks>
internal abstract class MacFunction
{
    /// <summary>The longest code of any algorithm, 64 bytes.</summary>
    internal const int MaxBytes = MessageDigest.MaxBytes;

    /// <summary>Bytes that <see cref="Compute"/> writes.</summary>
    internal abstract int Bytes { get; }

    /// <summary>Computes the code of some data.</summary>
    internal abstract void Compute(ReadOnlySpan<byte> data, Span<byte> code);

    /// <summary>Erases the key bytes kept; engines keep schedules that cannot be reached.</summary>
    internal virtual void Erase()
    {
    }
}
