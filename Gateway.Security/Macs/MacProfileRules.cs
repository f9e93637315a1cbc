using Gateway.Security.Keys;

namespace Gateway.Security.Macs;

/// <summary>Which parts of a profile go together.</summary>
internal static class MacProfileRules
{
    // AES has CMAC: nothing in the field uses its retail form, and a wrong one is easily taken for a right one.
    private static readonly Dictionary<MacAlgorithm, Rule> _rules = new()
    {
        [MacAlgorithm.Cbc] = new("The CBC MAC", [KeyAlgorithm.Des, KeyAlgorithm.Tdes, KeyAlgorithm.Aes, KeyAlgorithm.Sm4], Single: true),
        [MacAlgorithm.CbcTwice] = new(
            "The CBC MAC with a second key", [KeyAlgorithm.Des, KeyAlgorithm.Tdes, KeyAlgorithm.Aes, KeyAlgorithm.Sm4]),
        [MacAlgorithm.Retail] = new("The retail MAC", [KeyAlgorithm.Tdes, KeyAlgorithm.Sm4]),
        [MacAlgorithm.Cmac] = new("CMAC", [KeyAlgorithm.Tdes, KeyAlgorithm.Aes, KeyAlgorithm.Sm4], Padded: false),
        [MacAlgorithm.Hmac] = new("A keyed hash", [KeyAlgorithm.Hmac], Padded: false),
        [MacAlgorithm.CupEcb] = new(
            "UnionPay's code", [KeyAlgorithm.Des, KeyAlgorithm.Tdes, KeyAlgorithm.Sm4], Padded: false, Single: true),
    };

    internal static List<string> Faults(MacProfile profile)
    {
        if (!_rules.TryGetValue(profile.Algorithm, out var rule))
        {
            return ["The MAC algorithm is none of those known."];
        }

        if (!rule.Ciphers.Contains(profile.KeyAlgorithm))
        {
            return [$"{rule.Name} is made with {string.Join(" or ", rule.Ciphers)}, not with {profile.KeyAlgorithm}."];
        }

        var faults = new List<string>();
        AddUnless(!profile.AllowsSingleDes || (rule.Single && profile.KeyAlgorithm == KeyAlgorithm.Tdes), faults,
            "A single DES key can stand in only for a triple DES key of a CBC MAC or UnionPay's code.");
        AddUnless(rule.Padded || profile.Padding == MacPadding.None, faults, $"{rule.Name} has its own padding; none can be chosen.");
        AddUnless(!rule.Padded || profile.Padding is MacPadding.Zeros or MacPadding.OneAndZeros or MacPadding.Length, faults,
            $"{rule.Name} needs padding method 1, 2 or 3.");
        AddUnless(Enum.IsDefined(profile.Coding), faults, "The coding of a MAC is binary or hexadecimal text.");
        AddUnless(Enum.IsDefined(profile.Hash), faults, "The hash function is none of those known.");
        var hashes = profile.Algorithm == MacAlgorithm.Hmac;
        AddUnless(hashes == (profile.Hash != HashFunction.None), faults,
            hashes ? "A keyed hash needs a hash function." : $"{rule.Name} has no hash function.");
        if (faults.Count == 0)
        {
            var most = MostBytes(profile);
            AddUnless(profile.Bytes >= MacProfile.MinBytes && profile.Bytes <= most, faults,
                $"{rule.Name} has {MacProfile.MinBytes} to {most} bytes with {profile.KeyAlgorithm}, not {profile.Bytes}.");
        }

        return faults;
    }

    private static int MostBytes(MacProfile profile) => profile.Algorithm == MacAlgorithm.Hmac
        ? MessageDigest.Bytes(profile.Hash)
        : BlockCiphers.BlockBytes(profile.KeyAlgorithm);

    private static void AddUnless(bool good, List<string> faults, string fault)
    {
        if (!good)
        {
            faults.Add(fault);
        }
    }

    private sealed record Rule(string Name, KeyAlgorithm[] Ciphers, bool Padded = true, bool Single = false);
}
