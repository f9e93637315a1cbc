using System.Globalization;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;

namespace Gateway.Simulator.Acquirers;

/// <summary>Changes of the zone keys, as the acquirer begins them: 0800 with network code 101 and a key block in element 48.</summary>
/// <param name="zoneMaster">The zone master key: triple DES, or AES when the zone PIN key is, because no key travels under a weaker one.</param>
/// <param name="pin">The zone PIN key; null when there is none.</param>
/// <param name="mac">The zone MAC key; null when there is none.</param>
/// <param name="clock">The clock of element 7.</param>
internal sealed class KeyChanges(byte[] zoneMaster, ZoneKey? pin, ZoneKey? mac, TimeProvider clock)
{
    /// <summary>Element 70 of a key change.</summary>
    internal const string Code = "101";

    /// <summary>Element 70 of a gateway's wish for new keys.</summary>
    internal const string Request = "161";

    private const int MostTraces = 999_999;

    private readonly Lock _gate = new();
    private readonly Dictionary<AcquirerKey, (ZoneKey Key, string CheckValue)> _offers = [];
    private int _trace;
    private int _taken;
    private int _refused;

    /// <summary>Keys that the gateway took.</summary>
    internal int Taken => Volatile.Read(ref _taken);

    /// <summary>Keys that it refused, or took for others.</summary>
    internal int Refused => Volatile.Read(ref _refused);

    /// <summary>Offers of a new key for each there is.</summary>
    internal IReadOnlyList<IsoMessage> Begin()
    {
        lock (_gate)
        {
            // What was not answered on a lost line is offered again, and nobody waits for the old answer.
            _offers.Clear();
            return [.. Offer(pin, KeyUsage.ZonePin), .. Offer(mac, KeyUsage.ZoneMac)];
        }
    }

    /// <summary>Takes an answer to an offer.</summary>
    internal void Answered(IsoMessage answer)
    {
        lock (_gate)
        {
            if (!_offers.Remove(AcquirerKey.Of(answer), out var offer))
            {
                return;
            }

            var isTaken = answer.Text(39) == "00" && answer.Text(48) == offer.CheckValue;
            _taken += isTaken ? 1 : 0;
            _refused += isTaken ? 0 : 1;
            offer.Key.Answered(isTaken);
        }
    }

    private IEnumerable<IsoMessage> Offer(ZoneKey? key, KeyUsage usage)
    {
        if (key is null)
        {
            yield break;
        }

        var clear = key.Offer();
        if (KeyPolicy.HasParity(usage, key.Cipher))
        {
            KeyPolicy.AdjustParity(clear);
        }

        var header = new KeyBlockHeader
        {
            Version = pin?.Cipher == KeyAlgorithm.Aes ? 'D' : 'B',
            Usage = KeyUsages.Codes(usage)[0],
            Algorithm = key.Cipher == KeyAlgorithm.Aes ? 'A' : 'T',
            Mode = KeyUsages.Modes(usage)[0],
            Exportability = 'N',
        };
        _trace = (_trace % MostTraces) + 1;
        var offer = new IsoMessage(MessageType.Parse("0800"))
            .Set(7, clock.GetUtcNow().ToString("MMddHHmmss", CultureInfo.InvariantCulture))
            .Set(11, _trace.ToString("D6", CultureInfo.InvariantCulture))
            .Set(48, KeyBlockWriter.Wrap(zoneMaster, header, clear, KeyBlockPolicy.Strict))
            .Set(70, Code);
        _offers[AcquirerKey.Of(offer)] = (key, KeyCheckValue.Compute(key.Cipher, clear));
        yield return offer;
    }
}
