namespace Gateway.Host.Upstream;

/// <summary>What became of a message that a link was asked to send.</summary>
internal enum LinkSending
{
    /// <summary>It was handed to the connection.</summary>
    Submitted,

    /// <summary>The link is not up, or its peer takes nothing; nothing was written.</summary>
    Unreachable,

    /// <summary>Too many requests wait; nothing was written.</summary>
    Full,

    /// <summary>A message with these numbers was sent before; it was not sent again.</summary>
    SentBefore,
}
