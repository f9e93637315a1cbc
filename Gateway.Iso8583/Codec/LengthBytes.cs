using Gateway.Iso8583.Dialects;

namespace Gateway.Iso8583.Codec;

/// <summary>Bytes that a length in front of an element takes.</summary>
internal static class LengthBytes
{
    /// <summary>BCD: one byte for two digits, two for three. ASCII: one for each digit.</summary>
    internal static int Of(ElementForm form, LengthKind kind) => kind switch
    {
        LengthKind.Fixed => 0,
        LengthKind.LlVar => form == ElementForm.Bcd ? 1 : 2,
        _ => form == ElementForm.Bcd ? 2 : 3,
    };
}
