using System.Globalization;

namespace Gateway.Host.Front;

/// <summary>DE 60, read from left to right as far as it goes: kind n2, batch n6, network code n3; what follows is not needed.</summary>
/// <param name="Kind">DE 60.1, transaction kind; empty when it is too short.</param>
/// <param name="Batch">DE 60.2; 0 when it is too short.</param>
/// <param name="NetworkCode">DE 60.3; empty when it is too short.</param>
/// <remarks>Source: Q/CUP 009 family; recorded lengths are 8, 11, 12, 13, 14 and 19 digits, so a short one is no fault.</remarks>
internal readonly record struct Field60(string Kind, int Batch, string NetworkCode)
{
    private const int BatchAt = 2;
    private const int CodeAt = 8;
    private const int CodeEnd = 11;

    /// <summary>Reads the digits; null is an element that is absent.</summary>
    public static Field60 Read(string? digits) => new(
        digits?.Length >= BatchAt ? digits[..BatchAt] : "",
        digits?.Length >= CodeAt ? int.Parse(digits.AsSpan(BatchAt..CodeAt), NumberStyles.None, CultureInfo.InvariantCulture) : 0,
        digits?.Length >= CodeEnd ? digits[CodeAt..CodeEnd] : "");

    /// <summary>The digits of a request with another batch number; as they are when they hold none.</summary>
    public static string WithBatch(string digits, int batch)
        => digits.Length >= CodeAt
            ? string.Create(CultureInfo.InvariantCulture, $"{digits.AsSpan(0, BatchAt)}{batch:D6}{digits.AsSpan(CodeAt)}")
            : digits;
}
