using CsCheck;
using Gateway.Iso8583.Framing;

namespace Gateway.Tests.Iso8583.Framing;

/// <summary>The lengths there are, for tests that hold for all of them.</summary>
internal static class Prefixes
{
    /// <summary>All that can cut a stream, counting themselves and not.</summary>
    internal static IEnumerable<LengthPrefix> All
        => LengthPrefix.KnownNames.Select(LengthPrefix.Parse).Where(prefix => prefix.Kind != LengthPrefixKind.None);

    internal static Gen<LengthPrefix> Any { get; } = Gen.Int[0, All.Count() - 1].Select(at => All.ElementAt(at));

    internal static byte[] Framed(this LengthPrefix prefix, byte[] frame)
    {
        var bytes = new byte[prefix.Bytes + frame.Length];
        prefix.Write(bytes, frame.Length);
        frame.CopyTo(bytes, prefix.Bytes);
        return bytes;
    }
}
