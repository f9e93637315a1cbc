using DotNetty.Transport.Channels;

namespace Gateway.Host.Front;

/// <summary>Back to the event loop that owns a connection's state.</summary>
internal static class Loops
{
    /// <summary>Runs at once when already there, soon otherwise; never when the loop is gone.</summary>
    public static void Run(IChannelHandlerContext context, Action action)
    {
        if (context.Executor.InEventLoop)
        {
            action();
        }
        else
        {
            Post(context, action);
        }
    }

    /// <summary>Runs soon, even when already there.</summary>
    /// <returns>Whether the loop still takes work.</returns>
    public static bool Post(IChannelHandlerContext context, Action action)
    {
        if (context.Executor.IsShuttingDown)
        {
            return false;
        }

        context.Executor.Execute(action);
        return true;
    }
}
