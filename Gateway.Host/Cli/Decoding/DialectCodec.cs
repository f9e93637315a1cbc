using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Host.Cli.Decoding;

/// <summary>One dialect with what reads and writes it, made once and used for every message of a batch. For one thread.</summary>
internal sealed class DialectCodec(Dialect dialect)
{
    /// <summary>The dialect.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <summary>Reads its messages.</summary>
    public MessageReader Reader { get; } = new(dialect);

    /// <summary>Writes its messages.</summary>
    public MessageWriter Writer { get; } = new(dialect);

    /// <summary>A message to read into, or to fill, again and again.</summary>
    public IsoMessage Message { get; } = new();
}
