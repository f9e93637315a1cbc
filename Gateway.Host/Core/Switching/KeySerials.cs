using Gateway.Host.Core.Records;

namespace Gateway.Host.Core.Switching;

/// <summary>The counter rule of DUKPT: no key serves twice to get money out of us, and what was taken is durable before it is answered.</summary>
/// <remarks>
/// Counters may be left out, because messages get lost; they never go back. A message under a used key is heard when it can only repeat
/// or tell what is done already: a repeat gets its stored answer, a reversal takes back what its trace names, however late. Refusing those
/// would strand money and protect nobody. Source: ANSI X9.24-1:2009 annex A.3; PCI PIN v3.1 on replay and key exhaustion.
/// </remarks>
internal static class KeySerials
{
    /// <summary>The refusal; null when the counter speaks against nothing.</summary>
    public static Decision? Refusal(TerminalLedger ledger, TerminalAsked asked, Now now)
    {
        var request = asked.Request;
        if (asked.Facts.Serial is not { } serial || !AsksForMoney(request.Class))
        {
            return null;
        }

        if (!IsLater(ledger, serial))
        {
            return ledger.Find(request.Key)?.KeySerial == serial.Counter
                ? null
                : Gatekeeper.Refuse(request, DeclineReason.KeySerialReplayed, "The key of this message was used before, or one after it.", now);
        }

        return serial.IsLast
            ? Gatekeeper.Refuse(request, DeclineReason.KeysExhausted, "The device has used its last key; it needs a new initial key.", now)
            : null;
    }

    /// <summary>The decision, with the counter written down when it went on.</summary>
    public static Decision Noted(TerminalLedger ledger, TerminalAsked asked, Decision decision, Now now)
        => asked.Facts.Serial is { } serial && IsLater(ledger, serial)
            ? decision with
            {
                Records =
                [
                    .. decision.Records,
                    new KeySerialUsed { At = now.Wall, Device = serial.Device, Counter = serial.Counter, Key = asked.Request.Key },
                ],
            }
            : decision;

    private static bool IsLater(TerminalLedger ledger, KeySerial serial)
        => serial.Counter > Math.Max(ledger.LastCounter(serial.Device), serial.Floor);

    // Whatever an acquirer could answer with "yes". All else tells what is done, or moves nothing.
    private static bool AsksForMoney(MessageClass message) => message is
        MessageClass.Sale or MessageClass.PreAuthorisation or MessageClass.Balance or MessageClass.CashOrTransfer or
        MessageClass.CompletionRequest or MessageClass.SaleVoid or MessageClass.PreAuthorisationVoid or
        MessageClass.LinkedRefund or MessageClass.UnlinkedRefund or MessageClass.Unknown;
}
