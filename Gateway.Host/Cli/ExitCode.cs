namespace Gateway.Host.Cli;

/// <summary>How a command ends, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The gateway refused, or could not start.</summary>
    public const int Refused = 1;

    /// <summary>What was looked at has faults, is damaged, or differs; the command itself did its work.</summary>
    public const int Found = 1;

    /// <summary>The command or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No gateway answers.</summary>
    public const int Unreachable = 3;

    /// <summary>A fault of our own.</summary>
    public const int OwnFault = 4;
}

/// <summary>A command that cannot be carried out: an exit code and one sentence.</summary>
internal sealed class CommandFailedException(int exitCode, string sentence) : Exception(sentence)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
