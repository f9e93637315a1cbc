using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>Sign-on, sign-off, echo and downloads.</summary>
internal static class Management
{
    // "0" as the first byte of DE 62: there is nothing to download.
    private static readonly byte[] _none = "0"u8.ToArray();

    /// <summary>"I am here."</summary>
    public static Decision Echo(TerminalAsked asked, Now now) => Say(asked.Request, new TerminalAnswer { ResponseCode = ResponseCodes.Approved, At = now.Wall });

    /// <summary>Hands out new working keys and the open batch, unless the terminal may not be trusted with keys.</summary>
    public static Decision SignOn(TerminalLedger ledger, TerminalAsked asked, Now now)
    {
        var (request, facts) = asked;
        if (!facts.MasterKeyLoaded)
        {
            return Gatekeeper.Refuse(request, DeclineReason.MasterKeyMissing, "No master key is loaded for the terminal.", now);
        }

        if (HoldRefusal.Reason(facts.Standing, MessageClass.SignOn) is { } held)
        {
            return Gatekeeper.Refuse(request, held, HoldRefusal.Sentence(facts.Standing, MessageClass.SignOn), now);
        }

        if (facts.IsDukpt)
        {
            return Opened(ledger, asked, new IssuedKeySet(ledger.KeyVersion, [], []), now);
        }

        if (facts.KeySetRefused || facts.IssuedKeys is null)
        {
            return Gatekeeper.Refuse(request, DeclineReason.ClassNotServed, "The terminal's profile has no key set of this kind.", now);
        }

        return Opened(ledger, asked, facts.IssuedKeys, now);
    }

    /// <summary>Ends the working day: the next financial request needs a sign-on.</summary>
    public static Decision SignOff(TerminalAsked asked, Now now) => new(
        [new SignedOff { At = now.Wall }],
        [new Answer(asked.Request.ReplyTo, new TerminalAnswer { ResponseCode = ResponseCodes.Approved, At = now.Wall, Rrn = asked.Facts.Upstream.Rrn })]);

    /// <summary>"Nothing to download", so that no terminal waits for what is not offered.</summary>
    public static Decision Download(TerminalAsked asked, Now now)
    {
        var (request, facts) = asked;
        if (HoldRefusal.Reason(facts.Standing, MessageClass.Download) is { } held)
        {
            return Gatekeeper.Refuse(request, held, HoldRefusal.Sentence(facts.Standing, MessageClass.Download), now);
        }

        return Say(request, new TerminalAnswer
        {
            ResponseCode = ResponseCodes.Approved,
            At = now.Wall,
            Rrn = facts.Upstream.Rrn,
            Field62 = IsEnd(request.NetworkCode) ? null : _none,
        });
    }

    private static Decision Opened(TerminalLedger ledger, TerminalAsked asked, IssuedKeySet keys, Now now) => new(
        [new SignedOn { At = now.Wall, KeyVersion = keys.Version, Batch = ledger.Batch, Keys = keys.Keys }],
        [
            new Answer(asked.Request.ReplyTo, new TerminalAnswer
            {
                ResponseCode = ResponseCodes.Approved,
                At = now.Wall,
                Rrn = asked.Facts.Upstream.Rrn,
                Batch = ledger.Batch,
                Field62 = keys.Cryptogram.Length > 0 ? keys.Cryptogram : null,
            }),
        ]);

    // Each kind of download ends with a message of its own, which only wants to be heard.
    private static bool IsEnd(string networkCode) => networkCode is "371" or "381" or "391" or "395";

    private static Decision Say(TerminalRequest request, TerminalAnswer answer) => new([], [new Answer(request.ReplyTo, answer)]);
}
