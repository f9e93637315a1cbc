using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Simulator.Acquirers;

/// <summary>One key shared with a gateway, through its changes. Safe from several threads.</summary>
/// <remarks>
/// A new key counts from the moment it is offered, because the gateway may use it before its answer is here; the one before counts for a
/// grace period after the answer, because messages under it are still on their way.
/// </remarks>
internal sealed class ZoneKey(byte[] key, TimeSpan grace, TimeProvider clock, KeyAlgorithm cipher = KeyAlgorithm.Tdes)
{
    private readonly Lock _gate = new();
    private byte[] _current = key;
    private byte[]? _offered;
    private byte[]? _before;
    private DateTimeOffset _beforeUntil;

    /// <summary>What it is a key for, through all its changes.</summary>
    internal KeyAlgorithm Cipher => cipher;

    /// <summary>The key that we use ourselves.</summary>
    internal byte[] Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>Keys that the gateway may use now, the likeliest first.</summary>
    internal IReadOnlyList<byte[]> Taken
    {
        get
        {
            lock (_gate)
            {
                return [_current, .. _offered is { } offered ? [offered] : (byte[][])[], .. _before is { } before && clock.GetUtcNow() < _beforeUntil ? [before] : (byte[][])[]];
            }
        }
    }

    /// <summary>A new key of the same length, to be offered; the same one again while the last is not answered.</summary>
    internal byte[] Offer()
    {
        lock (_gate)
        {
            return _offered ??= RandomNumberGenerator.GetBytes(_current.Length);
        }
    }

    /// <summary>The gateway answered: it has the offered key, or refused it.</summary>
    internal void Answered(bool isTaken)
    {
        lock (_gate)
        {
            if (isTaken && _offered is { } taken)
            {
                (_before, _beforeUntil, _current) = (_current, clock.GetUtcNow() + grace, taken);
            }

            _offered = null;
        }
    }
}
