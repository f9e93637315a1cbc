using Gateway.Host.Diagnostics;
using Gateway.Security.Keys;
using Gateway.Security.Modules;
using Microsoft.Extensions.Logging;

namespace Gateway.Host.Estate;

/// <summary>Makes the security module forget keys that were destroyed or replaced.</summary>
/// <remarks>
/// Each is forgotten at once, and once more when nothing that was on its way can have to do with it any more: until then an answer may be signed,
/// and a repeat believed, under keys of before, and the module opens such a key again. At most <see cref="Most"/> wait for their second time; whoever
/// makes terminals sign on faster than that has the oldest forgotten early. Safe from any thread.
/// </remarks>
internal sealed class KeyRetirement : IAsyncDisposable
{
    /// <summary>Keys that wait at most: as many as the module keeps of a kind.</summary>
    public const int Most = SoftwareSecurityModule.DefaultKeysKept;

    private readonly ISecurityModule _module;
    private readonly TimeSpan _after;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Queue<(WrappedKey Key, long Since)> _waiting = new();
    private readonly ITimer _timer;

    /// <summary>Retires nothing yet.</summary>
    /// <param name="module">What is to forget.</param>
    /// <param name="after">How long something under a key of before can be on its way.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of keys that were not forgotten.</param>
    public KeyRetirement(ISecurityModule module, TimeSpan after, TimeProvider time, ILogger logger)
    {
        (_module, _after, _time, _logger) = (module, after, time, logger);
        _timer = time.CreateTimer(_ => ForgetDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes a key that nobody is handed any more, or only for what is on its way.</summary>
    public void Retire(WrappedKey key)
    {
        WrappedKey? early = null;
        lock (_gate)
        {
            _waiting.Enqueue((key, _time.GetTimestamp()));
            if (_waiting.Count == 1)
            {
                SetTimer(_after);
            }
            else if (_waiting.Count > Most)
            {
                early = _waiting.Dequeue().Key;
            }
        }

        Forget(key);
        if (early is not null)
        {
            Forget(early);
        }
    }

    /// <summary>Forgets nothing more: who ends the gateway ends the module too.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void ForgetDue()
    {
        var due = new List<WrappedKey>();
        lock (_gate)
        {
            while (_waiting.TryPeek(out var first))
            {
                if (_after - _time.GetElapsedTime(first.Since) is var left && left > TimeSpan.Zero)
                {
                    SetTimer(left);
                    break;
                }

                due.Add(_waiting.Dequeue().Key);
            }
        }

        due.ForEach(Forget);
    }

    // A whole millisecond at least, or a timer that fires a little early would fire again and again.
    private void SetTimer(TimeSpan left)
        => _timer.Change(left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

    private void Forget(WrappedKey key)
    {
        var forgetting = ForgetAsync(key);
        if (!forgetting.IsCompleted)
        {
            _ = forgetting.AsTask();
        }
    }

    // The edge of this: neither a lane nor the clock may fall over a module that does not answer. The key is destroyed where it matters, in the store.
    private async ValueTask ForgetAsync(WrappedKey key)
    {
        try
        {
            await _module.Forget(key, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            EstateEvents.KeyNotForgotten(_logger, key.Usage.ToString(), key.Owner, key.Kcv, fault.GetType().Name);
        }
    }
}
