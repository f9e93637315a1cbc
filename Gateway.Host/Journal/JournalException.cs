namespace Gateway.Host.Journal;

/// <summary>The journal cannot be opened or read. The message is one sentence for the operator and holds no stored value.</summary>
internal sealed class JournalException : Exception
{
    /// <summary>Makes one with its sentence.</summary>
    public JournalException(string sentence)
        : base(sentence)
    {
    }

    /// <summary>Makes one with its sentence and the store's own error.</summary>
    public JournalException(string sentence, Exception cause)
        : base(sentence, cause)
    {
    }
}
