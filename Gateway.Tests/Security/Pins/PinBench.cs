using Gateway.Security.Keys;
using Gateway.Security.Pins;

namespace Gateway.Tests.Security.Pins;

/// <summary>A key of the right cipher for every format, and a PIN long enough for all of them.</summary>
internal static class PinBench
{
    internal const string Pin = "918273645546";

    internal static byte[] Key(PinBlockFormat format) => Key(format, 0);

    internal static byte[] TargetKey(PinBlockFormat format) => Key(format, 0x3C);

    // Arbitrary.
    private static byte[] Key(PinBlockFormat format, byte mask)
    {
        var hex = PinBlock.CipherOf(format) switch
        {
            KeyAlgorithm.Tdes => SecurityBench.PinKey,
            KeyAlgorithm.Aes => SecurityBench.PinKey + SecurityBench.ZoneKey,
            _ => SecurityBench.TrackKey,
        };
        return [.. Convert.FromHexString(hex).Select(value => (byte)(value ^ mask))];
    }
}
