using Gateway.Security.Pins;

namespace Gateway.Security.Modules;

/// <summary>Moves a PIN block from one stored key to another without taking the PIN out of it.</summary>
internal static class PinTranslator
{
    /// <summary>Format 0 on both sides.</summary>
    internal static PinTranslation Translate(KeyEngines from, KeyEngines to, string pan, ReadOnlySpan<byte> block)
        => Translate(PinBlockFormat.Iso0, from, PinBlockFormat.Iso0, to, pan, block);

    /// <summary>Any pair of formats that <see cref="PinTranslationRules"/> allow, under keys of their ciphers.</summary>
    internal static PinTranslation Translate(
        PinBlockFormat from, KeyEngines fromKey, PinBlockFormat to, KeyEngines toKey, string pan, ReadOnlySpan<byte> block)
    {
        if (PinReencryption.Refuse(from, to, pan, block.Length) is var refusal and not PinFault.None)
        {
            return new PinTranslation(null, refusal);
        }

        var translated = new byte[PinBlock.BytesOf(to)];
        var fault = PinReencryption.Translate(from, fromKey.Decrypting, to, toKey.Encrypting, pan, block, translated);
        return new PinTranslation(fault == PinFault.None ? translated : null, fault);
    }
}
