using System.Collections.Concurrent;
using Gateway.Host.Core.Switching;
using Gateway.Host.Lanes;

namespace Gateway.Tests.Host.Front;

/// <summary>Lanes that do what the test says: by default they approve everything at once.</summary>
internal sealed class FakeLanes(ITerminalPort terminals) : ILanes
{
    internal static readonly DateTimeOffset At = new(2026, 3, 9, 14, 5, 6, TimeSpan.FromHours(8));

    internal ConcurrentQueue<TerminalAsked> Asked { get; } = new();

    internal Func<TerminalAsked, ValueTask>? OnAsked { get; set; }

    public ValueTask AcquirerUp(string acquirer) => default;

    public ValueTask Post(SwitchEvent happened)
    {
        var asked = (TerminalAsked)happened;
        Asked.Enqueue(asked);
        if (OnAsked is { } handle)
        {
            return handle(asked);
        }

        Approve(asked);
        return default;
    }

    internal void Approve(TerminalAsked asked) => Answer(asked, asked.Facts.FormatFault is null ? "00" : "30");

    internal void Answer(TerminalAsked asked, string code)
        => terminals.Answer(asked.Request.ReplyTo, new TerminalAnswer { ResponseCode = code, At = At, Rrn = "000000000042" });
}
