using Gateway.Host.Core.Switching;

namespace Gateway.Tests.Host.Front;

/// <summary>Whatever comes in, good or damaged, no line of the log and no entry of the audit book shows card data.</summary>
[TestFixture]
public sealed class SilenceTests
{
    [Test]
    public async Task No_card_data_is_logged_whatever_comes_in()
    {
        await using var bench = await FrontBench.Start();
        var pin = Device.Keys.PinBlock("1234", Device.Pan);
        var sale = Device.Signed(Device.Sale().Set(26, "12").Set(35, Device.Track).Set(52, pin).Set(53, "2600000000000000").Set(55, [0x5A, 0x01, 0x02]));
        await Exchange(bench, Device.Framed(sale));
        for (var at = 0; at < sale.Length; at += 3)
        {
            var damaged = sale.ToArray();
            damaged[at] ^= 0xFF;
            await Exchange(bench, Device.Framed(damaged));
            await Exchange(bench, Device.Framed(sale[..Math.Max(10, at)]));
        }

        // A number where no number belongs: in front of the frame, as terminal, as merchant.
        await Exchange(bench, System.Text.Encoding.ASCII.GetBytes(Device.Track));
        await Exchange(bench, Device.Framed(Device.Body(Device.Echo().Set(42, Device.Pan[..15]).Set(41, Device.Pan[..8]))));

        // What a request says of itself counts too, but for the ids, which are the sender's to choose.
        var asked = bench.Lanes.Asked.Where(asked => asked.Request.Merchant == FakeEstate.Merchant).Select(asked => asked.ToString());
        string[] told = [.. bench.Log.Lines, .. bench.Audits.Select(entry => entry.ToString()), .. asked];
        string[] secrets = [Device.Pan, Device.Pan[..15], Device.Track, Device.Track.Replace('=', 'D'), Convert.ToHexString(pin), Device.Pan[6..15]];
        Assert.That(told, Has.Length.GreaterThan(50));
        Assert.That(bench.Log.Count(1041) + bench.Log.Count(1042) + bench.Log.Count(1043), Is.Zero, "no damage is a fault of our own");
        Assert.That(secrets.Where(secret => told.Any(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase))), Is.Empty);
    }

    [Test]
    public void Nothing_that_holds_a_card_prints_it()
    {
        var card = new CardData { Pan = Device.Pan, Track2 = Device.Track };
        Assert.That(card.ToString(), Is.EqualTo(nameof(CardData)));
    }

    private static async Task Exchange(FrontBench bench, byte[] frame)
    {
        using var wire = await bench.Connect();
        await wire.Send(frame);
        wire.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        while (await wire.ReceiveFrame() is not null)
        {
        }
    }
}
