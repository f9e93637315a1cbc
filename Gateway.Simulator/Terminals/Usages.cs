using System.Globalization;
using System.Text;

namespace Gateway.Simulator.Terminals;

/// <summary>DE 62 of a request as a row of usages: two letters, the length in three digits, the content.</summary>
internal static class Usages
{
    /// <summary>The element.</summary>
    internal const int Element = 62;

    /// <summary>A PIN block under SM4.</summary>
    internal const string Sm4PinBlock = "SM";

    /// <summary>The key serial number of a DUKPT transaction.</summary>
    internal const string KeySerialNumber = "KS";

    /// <summary>The row with one usage more at its end.</summary>
    internal static byte[] With(ReadOnlySpan<byte> row, string usage, ReadOnlySpan<byte> content)
        => [.. row, .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{usage}{content.Length:D3}")), .. content];
}
