using System.Security.Cryptography;
using Gateway.Security.Pins;
using Org.BouncyCastle.Crypto;

namespace Gateway.Security.Modules;

/// <summary>A PIN drawn for a test, of an account number that no issuer has.</summary>
internal static class TestPin
{
    /// <summary>An account number of sixteen digits; no issuer number begins with 0000.</summary>
    internal const string Pan = "0000000000000000";

    private const int Digits = 6;

    /// <summary>An encrypted block of a random PIN.</summary>
    internal static byte[] Encrypt(PinBlockFormat format, IBlockCipher encrypting)
    {
        Span<char> pin = stackalloc char[Digits];
        for (var at = 0; at < pin.Length; at++)
        {
            pin[at] = (char)('0' + RandomNumberGenerator.GetInt32(10));
        }

        var layout = PinBlockLayout.Of(format);
        PinCipher.Insist(layout, encrypting);
        var block = GC.AllocateArray<byte>(layout.Bytes, pinned: true);
        PinField.Write(layout, pin, block);
        PinCipher.Encipher(layout, encrypting, Pan, block);
        pin.Clear();
        return block;
    }
}
