using System.Text;
using Gateway.Host.Estate;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Messages;
using Gateway.Security.Keys;
using Gateway.Security.Macs;
using Gateway.Security.Modules;

namespace Gateway.Host.Upstream;

/// <summary>Signs what leaves on one link, and checks what comes in, under the acquirer's zone MAC key. Safe from any thread.</summary>
/// <remarks>
/// <para>
/// The code is the last element, DE 64, or DE 128 when there is one above 64, and covers everything before it, the message type first.
/// One shorter than the element stands left in it, zeros behind. Network management carries none.
/// </para>
/// <para>
/// After a change of keys an answer under the key before is taken as long as an answer may be awaited: it was on its way.
/// Source: ISO 8583:1987, DE 64 and DE 128; ANSI X9.19 for what is covered.
/// </para>
/// </remarks>
internal sealed class LinkMac(string acquirer, MacProfile profile, LinkKeys keys, TimeSpan grace, TimeProvider time)
{
    private const int ElementBytes = 8;

    // The dialect writes binary elements as hexadecimal characters.
    private const int WireBytes = 2 * ElementBytes;
    private const int LastOfShortForm = 64;

    private readonly Lock _gate = new();
    private KeyEntry? _newest;
    private KeyEntry? _before;

    /// <summary>Whether there is a key; without one nothing may leave.</summary>
    public bool HasKey => keys.Mac(acquirer) is not null;

    /// <summary>Whether messages of this type carry a code: all but network management.</summary>
    public static bool Covers(MessageType type) => type.Value is LinkTypes.FinancialAnswer or LinkTypes.ReversalAnswer or LinkTypes.ReversalAdviceAnswer;

    /// <summary>Writes a message with its code.</summary>
    /// <exception cref="KeyException">There is no key, or it does not fit the profile.</exception>
    public async ValueTask<byte[]> Write(MessageWriter writer, IsoMessage message)
    {
        var (newest, _) = Known();
        var key = newest ?? throw new KeyException($"There is no zone MAC key of acquirer {acquirer}.");
        message.Set(Element(message), new byte[ElementBytes]);
        var body = writer.Write(message);
        var code = new byte[ElementBytes];
        await keys.Module.GenerateMac(Key(key), body.AsMemory(..^WireBytes), code, CancellationToken.None).ConfigureAwait(false);
        Encoding.ASCII.GetBytes(Convert.ToHexString(code), body.AsSpan(^WireBytes..));
        return body;
    }

    /// <summary>Whether a message that came in carries the right code.</summary>
    /// <param name="message">The message.</param>
    /// <param name="body">Its bytes.</param>
    public async ValueTask<bool> IsRight(IsoMessage message, ReadOnlyMemory<byte> body)
    {
        var element = Element(message);
        if (!message.Has(element) || body.Length <= WireBytes)
        {
            return false;
        }

        var code = message.Bytes(element).ToArray();
        if (code.AsSpan(profile.SentBytes).ContainsAnyExcept((byte)0))
        {
            return false;
        }

        var (newest, before) = Known();
        return await IsRight(newest, body, code).ConfigureAwait(false) || await IsRight(before, body, code).ConfigureAwait(false);
    }

    private async ValueTask<bool> IsRight(KeyEntry? key, ReadOnlyMemory<byte> body, byte[] code)
        => key is not null
            && await keys.Module.VerifyMac(Key(key), body[..^WireBytes], code.AsMemory(..profile.SentBytes), CancellationToken.None).ConfigureAwait(false);

    private static int Element(IsoMessage message)
        => message.Elements.Any(element => element > LastOfShortForm) ? LinkElements.MacOfLongForm : LinkElements.Mac;

    private MacKey Key(KeyEntry entry) => new(entry.Key.For(acquirer), profile);

    // However a key was changed, by exchange or by an operator, it is noticed here.
    private (KeyEntry? Newest, KeyEntry? Before) Known()
    {
        lock (_gate)
        {
            var now = keys.Mac(acquirer);
            if (now != _newest)
            {
                (_before, _newest) = (_newest, now);
            }

            return (_newest, _newest is not null && time.GetLocalNow() - _newest.LoadedAt < grace ? _before : null);
        }
    }
}
