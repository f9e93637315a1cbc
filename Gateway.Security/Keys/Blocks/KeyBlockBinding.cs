namespace Gateway.Security.Keys.Blocks;

/// <summary>How a key block ties the key to its header.</summary>
internal enum KeyBlockBinding
{
    /// <summary>Keys are variants of the protecting key; a short CBC-MAC over header and encrypted key. Versions A and C.</summary>
    Variant,

    /// <summary>Keys are derived with CMAC; the CMAC over header and clear key is the initial vector. Versions B and D.</summary>
    Derivation,

    /// <summary>As <see cref="Derivation"/>, but encrypted in counter mode. Version E.</summary>
    CounterMode,
}
