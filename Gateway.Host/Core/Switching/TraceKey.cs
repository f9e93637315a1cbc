namespace Gateway.Host.Core.Switching;

/// <summary>The name of one terminal transaction: a repeat carries the same, a new transaction never does.</summary>
/// <param name="Merchant">Merchant the terminal belongs to, DE 42, 15 characters.</param>
/// <param name="Terminal">Terminal, DE 41, 8 characters.</param>
/// <param name="Batch">Batch the terminal counted it in, 1 to 999999.</param>
/// <param name="Stan">System trace audit number, DE 11, 0 to 999999.</param>
/// <remarks>The acquirer is no part of it: a repeat that would be routed elsewhere is still a repeat.</remarks>
internal readonly record struct TraceKey(string Merchant, string Terminal, int Batch, int Stan)
{
    /// <summary>Merchant, terminal, batch and STAN with slashes, as logs, journals and commands show it.</summary>
    public override string ToString() => $"{Merchant}/{Terminal}/{Batch:D6}/{Stan:D6}";
}
