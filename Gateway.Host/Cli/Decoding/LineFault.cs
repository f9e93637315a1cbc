using Gateway.Iso8583.Codec;

namespace Gateway.Host.Cli.Decoding;

/// <summary>What is wrong with one line of a batch.</summary>
/// <param name="Kind">A <see cref="FormatError"/> by name, or one of the kinds of this class.</param>
/// <param name="Element">Path of the element; <c>frame</c>, or the property of the line that is at fault.</param>
/// <param name="Message">One sentence without any byte of the message.</param>
internal sealed record LineFault(string Kind, string Element, string Message)
{
    public const string BadJson = "BadJson";
    public const string BadHex = "BadHex";
    public const string BadFrame = "BadFrame";
    public const string UnknownDialect = "UnknownDialect";
    public const string UnknownFraming = "UnknownFraming";
    public const string OwnFault = "OwnFault";

    /// <summary>Where the damage begins, counted from the message type, or from the first byte when no message was found; 0 where no byte is to blame.</summary>
    public int Offset { get; init; }

    /// <summary>How many bytes are damaged.</summary>
    public int Length { get; init; }

    /// <summary>Where the damage begins in the bytes that were given.</summary>
    public int FrameOffset { get; init; }

    /// <summary>Damage of a message.</summary>
    public static LineFault Of(IsoFormatException damage, int bodyAt) => new(damage.Error.ToString(), damage.Element, damage.Message)
    {
        Offset = damage.Offset,
        Length = damage.Length,
        FrameOffset = bodyAt + damage.Offset,
    };

    /// <summary>The same as an exception, for where nothing has been written yet.</summary>
    public LineFaultException Thrown() => new(this);
}

/// <summary>A line that cannot be answered otherwise than with its fault.</summary>
internal sealed class LineFaultException(LineFault fault) : Exception(fault.Message)
{
    /// <summary>The fault.</summary>
    public LineFault Fault { get; } = fault;
}
