namespace Gateway.Security.Dukpt;

/// <summary>What is asked of data and room before a message is worked on with the key of one transaction.</summary>
internal static class MessageChecks
{
    private const int LeastMacBytes = 4;

    /// <summary>Refuses a code that is too short to say anything or longer than the algorithm's.</summary>
    internal static void Mac(ReadOnlySpan<byte> mac, int most)
    {
        if (mac.Length < LeastMacBytes || mac.Length > most)
        {
            throw new ArgumentException($"A message authentication code has {LeastMacBytes} to {most} bytes here.", nameof(mac));
        }
    }

    /// <summary>Refuses vector, data and room that do not belong together.</summary>
    internal static void Cbc(int size, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> input, ReadOnlySpan<byte> output)
    {
        if (iv.Length != size)
        {
            throw new ArgumentException($"The initial vector has {size} bytes, as the cipher's block.", nameof(iv));
        }

        if (input.Length % size != 0)
        {
            throw new ArgumentException($"Data is encrypted in whole blocks of {size} bytes; fill it up before.", nameof(input));
        }

        if (output.Length != input.Length)
        {
            throw new ArgumentException("Encrypted data is as long as clear data.", nameof(output));
        }
    }
}
