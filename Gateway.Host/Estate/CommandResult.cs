namespace Gateway.Host.Estate;

/// <summary>How an operator's command came out: a value, because being refused is an answer and not a fault.</summary>
/// <typeparam name="T">What the command makes or changes.</typeparam>
internal sealed record CommandResult<T>(CommandOutcome Outcome, T? Value, string Sentence)
    where T : class
{
    /// <summary>Done, or found done already.</summary>
    public static CommandResult<T> Done(T value) => new(CommandOutcome.Done, value, "");

    /// <summary>The same command was carried out before: its result again.</summary>
    public static CommandResult<T> Again(T value) => new(CommandOutcome.Already, value, "");

    /// <summary>Refused, with one sentence that says why.</summary>
    public static CommandResult<T> Refused(CommandOutcome outcome, string sentence) => new(outcome, null, sentence);
}

/// <summary>Kinds of outcome of a command.</summary>
internal enum CommandOutcome
{
    /// <summary>Carried out, durable and in force.</summary>
    Done,

    /// <summary>Carried out earlier; nothing changed now.</summary>
    Already,

    /// <summary>A value of the command is wrong.</summary>
    Invalid,

    /// <summary>What it is about does not exist.</summary>
    NotFound,

    /// <summary>It contradicts what is there.</summary>
    Conflict,

    /// <summary>It was asked more often than anybody may.</summary>
    TooOften,

    /// <summary>The store takes nothing in now.</summary>
    Unavailable,
}
