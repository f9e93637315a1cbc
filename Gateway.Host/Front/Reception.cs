using Gateway.Iso8583.Codec;

namespace Gateway.Host.Front;

/// <summary>What a frame turned out to be.</summary>
internal abstract record Reception
{
    private Reception()
    {
    }

    /// <summary>Something asks for an answer: a whole request, or one damaged behind the elements an answer needs.</summary>
    /// <param name="Read">The request.</param>
    /// <param name="Exchange">What the answer needs of it.</param>
    /// <param name="Body">The message's bytes, within the frame.</param>
    /// <param name="Damage">What stopped the reading; null when it is whole.</param>
    public sealed record Asked(ReadRequest Read, Exchange Exchange, ReadOnlyMemory<byte> Body, IsoFormatException? Damage) : Reception;

    /// <summary>An answer, and nothing was asked.</summary>
    /// <param name="MessageType">Its type.</param>
    public sealed record Response(string MessageType) : Reception;

    /// <summary>No message, or one that does not say who is to be answered.</summary>
    /// <param name="Damage">What stopped the reading; null when the terminal is not named.</param>
    public sealed record Unanswerable(IsoFormatException? Damage) : Reception;

    /// <summary>Not even a frame of this listener's format.</summary>
    /// <param name="Fault">One sentence.</param>
    /// <param name="Diagnosis">What it looks like, one sentence.</param>
    public sealed record NoFrame(string Fault, string Diagnosis) : Reception;
}
