using System.Security.Cryptography;

namespace Gateway.Host.Upstream;

/// <summary>How long to wait before a lost link is tried again: doubled each time, between half and all of it by chance.</summary>
/// <remarks>The chance keeps the hosts of one acquirer from knocking all at once after its restart.</remarks>
internal sealed class ReconnectDelays(TimeSpan first, TimeSpan most)
{
    private const int MostDoublings = 20;

    private int _tries;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        var whole = first * Math.Pow(2, Math.Min(_tries++, MostDoublings));
        var milliseconds = (int)Math.Clamp((whole < most ? whole : most).TotalMilliseconds, 1, int.MaxValue - 1);
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((milliseconds + 1) / 2, milliseconds + 1));
    }

    /// <summary>Begins with the first wait again; the link worked.</summary>
    public void Reset() => _tries = 0;
}
