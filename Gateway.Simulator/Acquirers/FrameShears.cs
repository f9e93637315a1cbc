namespace Gateway.Simulator.Acquirers;

/// <summary>Cuts a link in the middle of a frame, once each time it is asked to. Safe from several threads.</summary>
/// <remarks>A link that drops between frames is the easy case: both sides know what was said. Here one side has half a sentence.</remarks>
internal sealed class FrameShears
{
    private readonly Lock _gate = new();
    private FrameEnd? _asked;
    private double _share;

    /// <summary>How often a frame was cut.</summary>
    internal int Cuts { get; private set; }

    /// <summary>Asks for a cut through the next frame.</summary>
    /// <param name="end">Whose frame.</param>
    /// <param name="share">How much of it still passes, 0 to 1; never nothing, never all.</param>
    internal void Ask(FrameEnd end, double share)
    {
        lock (_gate)
        {
            (_asked, _share) = (end, share);
        }
    }

    /// <summary>What a link asks before it reads or writes a frame.</summary>
    /// <param name="end">Whose frame it is.</param>
    /// <param name="length">Its bytes.</param>
    /// <returns>How many of them pass before the line goes; null when it is to stay.</returns>
    internal int? Take(FrameEnd end, int length)
    {
        lock (_gate)
        {
            if (_asked != end || length < 2)
            {
                return null;
            }

            _asked = null;
            Cuts++;
            return Math.Clamp((int)(length * _share), 1, length - 1);
        }
    }
}

/// <summary>Whose frame is cut.</summary>
internal enum FrameEnd
{
    /// <summary>The gateway's: the acquirer never learns what was asked.</summary>
    Request,

    /// <summary>The acquirer's: it has decided, and the gateway never learns how.</summary>
    Answer,
}
