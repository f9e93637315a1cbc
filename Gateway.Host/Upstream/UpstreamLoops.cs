using DotNetty.Transport.Channels;

namespace Gateway.Host.Upstream;

/// <summary>The event loops of all acquirer links: made once, never shut down.</summary>
/// <remarks>
/// Links close their own connections and the threads are background threads, so nothing is left to shut down for. And it would be
/// a risk: in DotNetty 0.7.6 a task that arrives while a loop terminates, its own wake-up included, makes the loop spin for ever
/// and its termination never complete (seen once in some 2,500 shutdowns right after a close).
/// </remarks>
internal static class UpstreamLoops
{
    // One thread carries far more than an estate sends; the second keeps one link's burst from delaying another's answers.
    private const int Threads = 2;

    /// <summary>The loops.</summary>
    public static IEventLoopGroup Shared { get; } = new MultithreadEventLoopGroup(Threads);
}
