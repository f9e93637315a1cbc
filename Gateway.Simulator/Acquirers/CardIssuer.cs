using System.Security.Cryptography;
using System.Text;
using Gateway.Iso8583.Messages;
using Gateway.Simulator.Issuing;

namespace Gateway.Simulator.Acquirers;

/// <summary>The issuer behind a simulated acquirer: knows its cards again by cryptogram and CVV, and vouches for its answers.</summary>
/// <remarks>What it has no key for it takes as right. Safe from several threads.</remarks>
internal sealed class CardIssuer(IssuerKeys keys)
{
    // Tag 9F27: the upper two bits say which cryptogram it is; 80 is ARQC.
    private const byte CryptogramKind = 0xC0;
    private const byte AskedOnline = 0x80;

    // Behind the separator of track 2: four digits of expiry, three of service code, then what the issuer adds.
    private const int ServiceCodeAt = 4;
    private const int DiscretionaryAt = 7;
    private const byte AuthenticationDataTag = 0x91;

    // Card status update: the issuer approves. EMV 4.3 book 3, annex C10.
    private static readonly byte[] _approves = [0x00, 0x80, 0x00, 0x00];

    /// <summary>Whether the card is the issuer's own: its cryptogram if it has a chip, its CVV if a track was read.</summary>
    internal bool IsCardRight(IsoMessage request) => IsChipRight(request) && IsTrackRight(request);

    /// <summary>DE 55 of the answer, with tag 91; null when the card sent no right cryptogram or the issuer has no key for it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">DE 39 of the answer.</param>
    internal byte[]? ChipAnswer(IsoMessage request, string code)
    {
        if (keys.MasterKey is null || Tags(request) is not { } tags || CardKey(request, tags) is not { } cardKey || !IsCryptogramRight(tags, cardKey))
        {
            return null;
        }

        var key = SessionKey.OfResponse(keys.Version.Keys, cardKey, tags["9F36"]);
        var cryptogram = tags["9F26"];
        var status = code == "00" ? _approves : new byte[_approves.Length];
        var response = Encoding.ASCII.GetBytes(code);
        byte[] data = keys.Version.HasShortAnswer
            ? [.. ResponseCryptogram.Method2(key, cryptogram, status, []), .. status]
            : [.. ResponseCryptogram.Method1(key, cryptogram, response), .. response];
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(cardKey);
        return [AuthenticationDataTag, (byte)data.Length, .. data];
    }

    private static Dictionary<string, byte[]>? Tags(IsoMessage request)
        => request.Has(55) && ChipTags.TryRead(request.Bytes(55), out var tags) ? tags : null;

    private bool IsChipRight(IsoMessage request)
        => keys.MasterKey is null
            || !request.Has(55)
            || (Tags(request) is { } tags && CardKey(request, tags) is { } cardKey && IsCryptogramRight(tags, cardKey));

    private byte[]? CardKey(IsoMessage request, Dictionary<string, byte[]> tags)
        => PresentedCard.PanOf(request) is { } pan
            ? IccMasterKey.Derive(keys.MasterKey, pan, PresentedCard.SequenceOf(request, tags), keys.Option)
            : null;

    private bool IsCryptogramRight(Dictionary<string, byte[]> tags, byte[] cardKey)
    {
        if (tags.GetValueOrDefault("9F27") is not [var kind]
            || (kind & CryptogramKind) != AskedOnline
            || !tags.TryGetValue("9F26", out var cryptogram)
            || !keys.Version.TryCover(tags, out var data))
        {
            return false;
        }

        var key = SessionKey.OfRequest(keys.Version.Keys, cardKey, tags["9F36"], tags["9F37"]);
        var isRight = ApplicationCryptogram.Verify(key, data, keys.Version.Padding, cryptogram);
        CryptographicOperations.ZeroMemory(key);
        return isRight;
    }

    // The track in a chip has a CVV of its own, so that a stripe made of it is noticed.
    private bool IsTrackRight(IsoMessage request)
    {
        if (keys.CardVerificationKey is null || !request.Has(35))
        {
            return true;
        }

        if (PresentedCard.TrackOf(request) is not { } track)
        {
            return false;
        }

        var digits = track.Reveal().Split('=')[1];
        var at = DiscretionaryAt + keys.CvvPosition;
        return digits.Length >= at + CardVerificationValue.Length
            && CardVerificationValue.Verify(
                keys.CardVerificationKey,
                track.Pan.Reveal(),
                digits.AsSpan(0, ServiceCodeAt),
                request.Has(55) ? CardVerificationValue.IcvvServiceCode : digits.AsSpan(ServiceCodeAt, DiscretionaryAt - ServiceCodeAt),
                digits.Substring(at, CardVerificationValue.Length));
    }
}
