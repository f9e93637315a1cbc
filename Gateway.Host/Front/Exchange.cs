using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Framing;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Front;

/// <summary>What an answer needs of its request: the elements that are echoed and what stood in front of the message.</summary>
internal sealed class Exchange
{
    private static readonly int[] _echoed = [2, 3, 4, 11, 23, 25, 41, 42, 49, 60];

    private readonly IsoMessage _echo;

    private Exchange(IsoMessage echo, FrameParts parts, TerminalRequest request, string? field48)
    {
        _echo = echo;
        Parts = parts;
        (Terminal, Class, Stan, Number) = (request.Terminal, request.Class, request.Stan, request.ReplyTo.Exchange);
        Field48 = field48;
    }

    /// <summary>Number of the exchange on its connection.</summary>
    public long Number { get; }

    /// <summary>The terminal, DE 41.</summary>
    public string Terminal { get; }

    /// <summary>The class of the request.</summary>
    public MessageClass Class { get; }

    /// <summary>DE 11; null when absent.</summary>
    public int? Stan { get; }

    /// <summary>What stood in front of the request.</summary>
    public FrameParts Parts { get; }

    /// <summary>DE 48 of the request where the answer needs it; null elsewhere.</summary>
    public string? Field48 { get; }

    /// <summary>The keys the request is under; its answer is signed with the same.</summary>
    public MessageKeys Keys { get; set; } = MessageKeys.None;

    /// <summary>When it was taken in, as a timestamp of the clock.</summary>
    public long OpenedAt { get; init; }

    /// <summary>Keeps what is needed. The values are copied, so the rest of the message is let go.</summary>
    public static Exchange Of(IsoMessage message, FrameParts parts, TerminalRequest request, long openedAt)
    {
        var echo = new IsoMessage(message.Type.Response());
        foreach (var element in _echoed)
        {
            if (message.Text(element) is { } value)
            {
                echo.Set(element, value);
            }
        }

        var field48 = request.Class is MessageClass.BatchUpload or MessageClass.Settlement ? message.Text(48) : null;
        return new Exchange(echo, parts, request, field48) { OpenedAt = openedAt };
    }

    /// <summary>An answer with the echoed elements in place.</summary>
    public IsoMessage Begin()
    {
        var answer = new IsoMessage(_echo.Type);
        foreach (var element in _echo.Elements)
        {
            answer.Set(element, _echo.Text(element)!);
        }

        return answer;
    }
}
