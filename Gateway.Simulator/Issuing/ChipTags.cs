using System.Diagnostics.CodeAnalysis;
using Gateway.Iso8583.Tlv;

namespace Gateway.Simulator.Issuing;

/// <summary>The values of chip data (DE 55) by their tags, as an issuer looks them up.</summary>
internal static class ChipTags
{
    /// <summary>Reads chip data; of a tag that stands there twice the first counts.</summary>
    /// <param name="bytes">The value of DE 55.</param>
    /// <param name="tags">Values by tag, in hexadecimal characters.</param>
    /// <returns><see langword="false"/> when the objects are not whole.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Dictionary<string, byte[]>? tags)
    {
        tags = null;
        var found = new Dictionary<string, byte[]>();
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == 0)
            {
                bytes = bytes[1..];
                continue;
            }

            var size = BerTlv.TagBytes(bytes);
            var head = size + BerTlv.ReadLength(bytes[size..], out var length);
            if (size == 0 || length < 0 || length > bytes.Length - head)
            {
                return false;
            }

            found.TryAdd(Convert.ToHexString(bytes[..size]), bytes.Slice(head, length).ToArray());
            bytes = bytes[(head + length)..];
        }

        tags = found;
        return true;
    }
}
