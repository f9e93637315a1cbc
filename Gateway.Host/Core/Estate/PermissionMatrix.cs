using System.Collections.Frozen;
using System.Diagnostics;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Core.Estate;

/// <summary>What a held terminal may still do: message class by hold level.</summary>
/// <remarks>
/// The promise of the whole product is in the columns from L2 on: nothing new starts, and reversal, settlement, batch upload,
/// advices of earlier sales and status reports are never refused, because money already taken must reach the merchant.
/// docs/terminal-status.md shows the same table; the tests compare the two.
/// </remarks>
internal static class PermissionMatrix
{
    private static readonly FrozenDictionary<MessageClass, Permission[]> _rows = new Dictionary<MessageClass, Permission[]>
    {
        // L0 to L5, in the letters of docs/terminal-status.md; O is "through the operator".
        [MessageClass.Sale] = Row("A  ≤  D  D  D  D"),
        [MessageClass.PreAuthorisation] = Row("A  ≤  D  D  D  D"),
        [MessageClass.Balance] = Row("A  A  D  D  D  D"),
        [MessageClass.CashOrTransfer] = Row("A  D  D  D  D  D"),
        [MessageClass.CompletionRequest] = Row("A  A  C  C  C  Q"),
        [MessageClass.CompletionAdvice] = Row("A  A  C  C  C  Q"),
        [MessageClass.SaleVoid] = Row("A  A  C  C  C  Q"),
        [MessageClass.PreAuthorisationVoid] = Row("A  A  C  C  C  Q"),
        [MessageClass.LinkedRefund] = Row("A  A  C  O  O  D"),
        [MessageClass.UnlinkedRefund] = Row("A  D  D  D  D  D"),
        [MessageClass.Reversal] = Row("A  A  A  A  A  Q"),
        [MessageClass.OfflineSale] = Row("A  A  P  P  P  Q"),
        [MessageClass.ChipOfflineSale] = Row("A  A  P  P  P  Q"),
        [MessageClass.ScriptResult] = Row("A  A  A  A  A  Q"),
        [MessageClass.Settlement] = Row("A  A  A  A  A  Q"),
        [MessageClass.BatchUpload] = Row("A  A  A  A  A  Q"),
        [MessageClass.SignOn] = Row("A  A  A  A  A  D"),
        [MessageClass.SignOff] = Row("A  A  A  A  A  A"),
        [MessageClass.Echo] = Row("A  A  A  A  A  A"),
        [MessageClass.StatusUpload] = Row("A  A  A  A  A  A"),
        [MessageClass.Download] = Row("A  A  A  A  A  O"),
        [MessageClass.NoticePull] = Row("A  A  A  A  A  A"),
        [MessageClass.Unknown] = Row("A  A  D  D  D  Q"),
    }.ToFrozenDictionary();

    /// <summary>What one level lets one class do.</summary>
    public static Permission For(MessageClass message, HoldLevel level) => _rows[message][(int)level];

    private static Permission[] Row(string letters) => [.. letters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    private static Permission Read(string letter) => letter switch
    {
        "A" => Permission.Allow,
        "≤" => Permission.AllowWithinCap,
        "C" => Permission.AllowWithOriginal,
        "P" => Permission.AllowWhenOlder,
        "O" => Permission.OperatorOnly,
        "Q" => Permission.Quarantine,
        "D" => Permission.Deny,
        _ => throw new UnreachableException($"'{letter}' is no permission."),
    };
}
