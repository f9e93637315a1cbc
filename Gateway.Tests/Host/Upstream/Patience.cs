namespace Gateway.Tests.Host.Upstream;

/// <summary>How long a test waits for what must happen before it calls it a failure. Nothing is measured by it.</summary>
internal static class Patience
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until something is so.</summary>
    internal static async Task Until(Func<bool> condition, Action? meanwhile = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            meanwhile?.Invoke();
            await Task.Delay(_step, limit.Token);
        }
    }
}
