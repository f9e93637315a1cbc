using CsCheck;
using Gateway.Security.Dukpt;

namespace Gateway.Tests.Security.Dukpt;

/// <summary>One wrong bit of base key, KSN or data, and nothing that was computed with it is the same.</summary>
[TestFixture]
internal sealed class DukptMutationTests
{
    private const int DataBytes = 16;
    private const string Account = "4111111111111111";

    private static readonly Gen<uint> _counter =
        Gen.Int[0, 20].Array[2, 9].Select(bits => bits.Aggregate(0u, (all, bit) => all | 1u << bit));

    [Test]
    public void One_flipped_bit_changes_everything_of_triple_des()
        => Flipped(TdesDukpt.KeyBytes, KeySerialNumber.TdesBytes).Sample(
            way => way.Parity || Tdes(way.Before).Zip(Tdes(way.After)).All(pair => pair.First != pair.Second), iter: 500);

    [TestCase(16)]
    [TestCase(24)]
    [TestCase(32)]
    public void One_flipped_bit_changes_everything_of_aes(int keyBytes)
        => Flipped(keyBytes, KeySerialNumber.AesBytes).Sample(
            way => Aes(way.Before).Zip(Aes(way.After)).All(pair => pair.First != pair.Second), iter: 500);

    // Key, KSN and data in one row of bytes, and the same with one bit turned over.
    private static Gen<(Material Before, Material After, bool Parity)> Flipped(int keyBytes, int ksnBytes)
        => Gen.Select(Gen.Byte.Array[keyBytes + ksnBytes + DataBytes], _counter, Gen.Int[0, (8 * (keyBytes + ksnBytes + DataBytes)) - 1])
            .Select((bytes, counter, bit) =>
            {
                for (var at = 0; at < 3; at++)
                {
                    bytes[keyBytes + ksnBytes - 1 - at] = (byte)(counter >> (8 * at));
                }

                if (ksnBytes == KeySerialNumber.AesBytes)
                {
                    bytes[keyBytes + 8] = 0;
                }

                byte[] other = [.. bytes];
                other[bit / 8] ^= (byte)(1 << (bit % 8));
                return (Material.Of(bytes, keyBytes, ksnBytes), Material.Of(other, keyBytes, ksnBytes), bit < 8 * keyBytes && bit % 8 == 0);
            })
            .Where(way => way.Item1.Ksn.IsValid && way.Item2.Ksn.IsValid);

    private static List<string> Tdes(Material material)
    {
        var (key, mac, block, data) = (new byte[TdesDukpt.KeyBytes], new byte[4], new byte[8], new byte[DataBytes]);
        TdesDukpt.InitialKey(material.Key, material.Ksn, key);
        TdesDukpt.TransactionKey(key, material.Ksn, key);
        var all = new List<string>();
        foreach (var purpose in new[] { DukptPurpose.MacRequest, DukptPurpose.MacResponse })
        {
            TdesDukpt.Mac(key, purpose, material.Data, mac);
            all.Add(Convert.ToHexString(mac));
            TdesDukpt.Cmac(key, purpose, material.Data, mac);
            all.Add(Convert.ToHexString(mac));
        }

        foreach (var purpose in new[] { DukptPurpose.DataRequest, DukptPurpose.DataResponse })
        {
            TdesDukpt.EncryptData(key, purpose, new byte[8], material.Data, data);
            all.Add(Convert.ToHexString(data));
        }

        TdesDukpt.EncryptPinBlock(key, material.Folded(8), block);
        return [.. all, Convert.ToHexString(block)];
    }

    private static List<string> Aes(Material material)
    {
        var (key, mac, block, ksn) = (new byte[material.Key.Length], new byte[4], new byte[DataBytes], material.Ksn);
        AesDukpt.InitialKey(material.Key, ksn, key);
        AesDukpt.TransactionKey(key, ksn, key);
        var all = new List<string>();
        foreach (var type in Enum.GetValues<DukptKeyType>().Where(type => AesDukpt.KeyBytes(type) <= key.Length))
        {
            AesDukpt.Mac(key, ksn, AesDukptUsage.MacGeneration, type, material.Data, mac);
            all.Add(Convert.ToHexString(mac));
            if (type is DukptKeyType.Aes128 or DukptKeyType.Aes192 or DukptKeyType.Aes256)
            {
                AesDukpt.EncryptPinBlock(key, ksn, type, material.Data, Account, block);
                all.Add(Convert.ToHexString(block));
                AesDukpt.EncryptData(key, ksn, AesDukptUsage.DataDecryption, type, new byte[DataBytes], material.Data, block);
                all.Add(Convert.ToHexString(block));
            }
        }

        return all;
    }

    private sealed record Material(byte[] Key, KeySerialNumber Ksn, byte[] Data)
    {
        internal static Material Of(byte[] bytes, int keyBytes, int ksnBytes)
        {
            KeySerialNumber.TryRead(bytes.AsSpan(keyBytes, ksnBytes), out var ksn);
            return new Material(bytes[..keyBytes], ksn, bytes[(keyBytes + ksnBytes)..]);
        }

        // Every bit of the data takes part.
        internal byte[] Folded(int bytes) => [.. Data[..bytes].Zip(Data[bytes..], (left, right) => (byte)(left ^ right))];
    }
}
