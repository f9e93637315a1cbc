using Gateway.Host.Core.Routing;
using Gateway.Host.Core.Switching;
using Gateway.Host.Estate;
using Gateway.Host.Journal;
using Gateway.Security.Modules;

namespace Gateway.Host.Front;

/// <summary>Finds out what there is to know about a request before it is decided. It decides nothing itself.</summary>
/// <remarks>
/// Cards and PINs are worked on only after the MAC has verified: whoever cannot sign does not get the module to work for him. Failures
/// of the security module come out as exceptions; they are ours, and the session answers for them.
/// </remarks>
internal sealed class Gathering(IEstateDirectory estate, ISecurityModule module, RouteTable routes, IZoneKeys zoneKeys, KeyChange change, KeyUses uses, Action<AuditEntry> audit, TimeProvider time)
{
    private readonly MacCheck _mac = new(module, uses, time);
    private readonly KeyIssue _keys = new(module, uses);
    private readonly CardReading _cards = new(module, uses);
    private readonly PinCarrying _pins = new(module, zoneKeys, uses);

    /// <summary>Gathers the facts of a request.</summary>
    /// <param name="read">The request as read.</param>
    /// <param name="body">The whole message, from its type to its last element.</param>
    /// <param name="cancellation">Cancels the security module's work.</param>
    public async ValueTask<Gathered> Gather(ReadRequest read, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var request = read.Request;
        if (read.Fault is not null)
        {
            return new Gathered(new TerminalAsked(request, new Facts { FormatFault = read.Fault }), MessageKeys.None);
        }

        if (estate.Terminal(request.Terminal) is not { } terminal)
        {
            return new Gathered(new TerminalAsked(request, new Facts()), MessageKeys.None);
        }

        var (mac, keys, fault) = await _mac.Verify(terminal, read, body, cancellation);
        NoteMac(terminal, mac);

        var facts = new Facts
        {
            RegisteredMerchant = terminal.Merchant.Id,
            MasterKeyLoaded = terminal.MasterKey is not null || terminal.IsDukpt,
            IsDukpt = terminal.IsDukpt,
            Mac = mac,
            MacFault = fault,
            Serial = keys.Serial,
            KeysDue = mac == MacVerdict.Right && !terminal.IsDukpt && change.IsDue(terminal.Id, terminal.WorkingKeys, time.GetLocalNow()),
            Acquirer = routes.Choose(request.Class, []),
        };
        if (request.Class == MessageClass.SignOn)
        {
            return new Gathered(new TerminalAsked(request, await _keys.Issue(terminal, request, facts, cancellation)), keys);
        }

        if (read.Card is { } card && facts.Mac == MacVerdict.Right && request.Merchant == terminal.Merchant.Id)
        {
            (request, facts) = await TakeCard(keys, request, card, facts, cancellation);
        }

        return new Gathered(new TerminalAsked(request with { ContentFingerprint = ContentFingerprint.Of(request) }, facts), keys);
    }

    // A DUKPT device has no keys that a sign-on could change.
    private void NoteMac(TerminalEntry terminal, MacVerdict mac)
    {
        if (!terminal.IsDukpt && change.Note(terminal.Id, terminal.WorkingKeys, mac, time.GetLocalNow()))
        {
            audit(new AuditEntry(
                time.GetLocalNow(), "keys-due", terminal.Id, Stan: null, Code: "", $"Too many wrong MACs in a row under check value {terminal.WorkingKeys.MacKcv}; the terminal is to sign on."));
        }
    }

    private async ValueTask<(TerminalRequest Request, Facts Facts)> TakeCard(
        MessageKeys keys, TerminalRequest request, CardElements elements, Facts facts, CancellationToken cancellation)
    {
        var (card, fault) = await _cards.Read(keys, elements, cancellation);
        if (card is null)
        {
            return (request, facts with { FormatFault = fault });
        }

        facts = facts with { Acquirer = routes.Choose(request.Class, card.Pan.Reveal()) };
        byte[]? pin = null;
        if (elements.PinBlock is { } block && facts.Acquirer is { } acquirer)
        {
            pin = await _pins.Translate(keys.Pin, acquirer, card.Pan, block, cancellation);
            facts = facts with { PinUnusable = pin is null };
        }

        return (request with
        {
            Card = await _cards.Reference(card.Pan, request.Key, cancellation),
            CardData = card.ForAcquirer(elements, pin),
        }, facts);
    }
}

/// <summary>A request with what there is to know about it.</summary>
/// <param name="Asked">For its lane.</param>
/// <param name="Keys">The keys it is under: those of its answer.</param>
internal sealed record Gathered(TerminalAsked Asked, MessageKeys Keys);
