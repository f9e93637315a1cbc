namespace Gateway.Host.Front;

/// <summary>Looks for one tag in the chip data of DE 55.</summary>
internal static class IccTags
{
    private const int MoreTagBytes = 0x1F;
    private const int Continues = 0x80;

    /// <summary>The value of a one-byte tag; empty when it is not there or the data is damaged before it.</summary>
    /// <remarks>Source: ISO/IEC 8825-1 (BER) as EMV book 3, annex B, uses it: lengths of one to three bytes.</remarks>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> data, byte tag)
    {
        while (data.Length >= 2)
        {
            var found = data[0];
            var longTag = (found & MoreTagBytes) == MoreTagBytes;
            data = data[1..];
            while (longTag && !data.IsEmpty)
            {
                longTag = (data[0] & Continues) != 0;
                data = data[1..];
            }

            if (!TryTakeLength(ref data, out var length) || length > data.Length)
            {
                break;
            }

            if (found == tag)
            {
                return data[..length];
            }

            data = data[length..];
        }

        return [];
    }

    private static bool TryTakeLength(ref ReadOnlySpan<byte> data, out int length)
    {
        length = 0;
        if (data.IsEmpty)
        {
            return false;
        }

        var first = data[0];
        var extra = first < Continues ? 0 : first - Continues;
        if (extra > 2 || first == Continues || data.Length < 1 + extra)
        {
            return false;
        }

        length = extra == 0 ? first : 0;
        foreach (var part in data.Slice(1, extra))
        {
            length = (length << 8) | part;
        }

        data = data[(1 + extra)..];
        return true;
    }
}
