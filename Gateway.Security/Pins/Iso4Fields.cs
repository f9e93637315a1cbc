namespace Gateway.Security.Pins;

/// <summary>The two clear fields of ISO 9564 format 4, which meet only inside the encipherment.</summary>
/// <remarks>
/// <see cref="PinBlock.Encode"/> makes the PIN field with fresh random bytes; giving them here is for known answers and for simulations
/// that must be repeatable. Source: ISO 9564-1, format 4.
/// </remarks>
public static class Iso4Fields
{
    /// <summary>Bytes of either field, 16.</summary>
    public const int Bytes = 16;

    /// <summary>Random bytes at the end of a PIN field, 8.</summary>
    public const int RandomBytes = 8;

    /// <summary>Control nibble 4, length, digits, filler A to 8 bytes, then random bytes.</summary>
    /// <param name="pin">4 to 12 digits.</param>
    /// <param name="random">8 bytes, never used twice under a key.</param>
    /// <returns>16 bytes, to be encrypted at once and then erased by the caller.</returns>
    /// <exception cref="ArgumentException">PIN or random bytes have another length or shape; the text does not repeat them.</exception>
    public static byte[] PinField(ReadOnlySpan<char> pin, ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomBytes)
        {
            throw new ArgumentException($"The random part of a format 4 PIN field has {RandomBytes} bytes.", nameof(random));
        }

        // The account number is no part of this field, so any will do.
        var field = PinBlock.Encode(PinBlockFormat.Iso4, pin, "0");
        random.CopyTo(field.AsSpan(Bytes - RandomBytes));
        return field;
    }

    /// <summary>How many digits there are beyond 12, then the account number, then zeros.</summary>
    /// <param name="pan">The whole account number with its check digit, 1 to 19 digits; fewer than 12 get zeros in front.</param>
    /// <returns>16 bytes.</returns>
    /// <exception cref="ArgumentException">It is not 1 to 19 digits; the text does not repeat it.</exception>
    public static byte[] PanField(ReadOnlySpan<char> pan)
    {
        if (!AccountField.Fits(PinBlockLayout.Of(PinBlockFormat.Iso4), pan))
        {
            throw PinBlock.Refusal(PinBlockFault.Pan);
        }

        var field = new byte[Bytes];
        AccountField.CombineWhole(pan, field);
        return field;
    }
}
