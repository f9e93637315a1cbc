using System.Collections.Frozen;
using Gateway.Host.Core.Switching;
using static Gateway.Host.Core.Estate.Permission;

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
        //                                    L0                 L1              L2                 L3                 L4                 L5
        [MessageClass.Sale] =                 [Allow,            AllowWithinCap, Deny,              Deny,              Deny,              Deny],
        [MessageClass.PreAuthorisation] =     [Allow,            AllowWithinCap, Deny,              Deny,              Deny,              Deny],
        [MessageClass.Balance] =              [Allow,            Allow,          Deny,              Deny,              Deny,              Deny],
        [MessageClass.CashOrTransfer] =       [Allow,            Deny,           Deny,              Deny,              Deny,              Deny],
        [MessageClass.CompletionRequest] =    [Allow,            Allow,          AllowWithOriginal, AllowWithOriginal, AllowWithOriginal, Quarantine],
        [MessageClass.CompletionAdvice] =     [Allow,            Allow,          AllowWithOriginal, AllowWithOriginal, AllowWithOriginal, Quarantine],
        [MessageClass.SaleVoid] =             [Allow,            Allow,          AllowWithOriginal, AllowWithOriginal, AllowWithOriginal, Quarantine],
        [MessageClass.PreAuthorisationVoid] = [Allow,            Allow,          AllowWithOriginal, AllowWithOriginal, AllowWithOriginal, Quarantine],
        [MessageClass.LinkedRefund] =         [Allow,            Allow,          AllowWithOriginal, OperatorOnly,      OperatorOnly,      Deny],
        [MessageClass.UnlinkedRefund] =       [Allow,            Deny,           Deny,              Deny,              Deny,              Deny],
        [MessageClass.Reversal] =             [Allow,            Allow,          Allow,             Allow,             Allow,             Quarantine],
        [MessageClass.OfflineSale] =          [Allow,            Allow,          AllowWhenOlder,    AllowWhenOlder,    AllowWhenOlder,    Quarantine],
        [MessageClass.ChipOfflineSale] =      [Allow,            Allow,          AllowWhenOlder,    AllowWhenOlder,    AllowWhenOlder,    Quarantine],
        [MessageClass.ScriptResult] =         [Allow,            Allow,          Allow,             Allow,             Allow,             Quarantine],
        [MessageClass.Settlement] =           [Allow,            Allow,          Allow,             Allow,             Allow,             Quarantine],
        [MessageClass.BatchUpload] =          [Allow,            Allow,          Allow,             Allow,             Allow,             Quarantine],
        [MessageClass.SignOn] =               [Allow,            Allow,          Allow,             Allow,             Allow,             Deny],
        [MessageClass.SignOff] =              [Allow,            Allow,          Allow,             Allow,             Allow,             Allow],
        [MessageClass.Echo] =                 [Allow,            Allow,          Allow,             Allow,             Allow,             Allow],
        [MessageClass.StatusUpload] =         [Allow,            Allow,          Allow,             Allow,             Allow,             Allow],
        [MessageClass.Download] =             [Allow,            Allow,          Allow,             Allow,             Allow,             OperatorOnly],
        [MessageClass.NoticePull] =           [Allow,            Allow,          Allow,             Allow,             Allow,             Allow],
        [MessageClass.Unknown] =              [Allow,            Allow,          Deny,              Deny,              Deny,              Quarantine],
    }.ToFrozenDictionary();

    /// <summary>What one level lets one class do.</summary>
    public static Permission For(MessageClass message, HoldLevel level) => _rows[message][(int)level];
}
