namespace Gateway.Simulator.Commands;

/// <summary>What the process tells its caller when it ends.</summary>
internal static class ExitCode
{
    /// <summary>Everything was as promised or expected.</summary>
    internal const int Ok = 0;

    /// <summary>A promise or an expectation was not held.</summary>
    internal const int Missed = 1;

    /// <summary>The command line or a file it names is wrong.</summary>
    internal const int Usage = 2;

    /// <summary>The target could not be reached or started.</summary>
    internal const int Unreachable = 3;

    /// <summary>A fault of our own.</summary>
    internal const int Fault = 4;

    /// <summary>Stopped by the user before it was done.</summary>
    internal const int Interrupted = 130;
}
