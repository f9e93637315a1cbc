namespace Gateway.Security.Keys;

/// <summary>A key cannot be loaded, opened or used as asked.</summary>
/// <remarks>The text is one sentence an operator can act on. It never carries key bytes, card data or a PIN.</remarks>
public sealed class KeyException : Exception
{
    /// <summary>Makes the exception without a particular reason.</summary>
    public KeyException()
        : base("A key could not be used.")
    {
    }

    /// <summary>Makes the exception with its sentence.</summary>
    /// <param name="message">What is wrong, without any secret.</param>
    public KeyException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its sentence and what caused it.</summary>
    /// <param name="message">What is wrong, without any secret.</param>
    /// <param name="innerException">The failure below, which must not carry a secret either.</param>
    public KeyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
