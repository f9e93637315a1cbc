using System.Globalization;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>The totals of a batch as element 48 carries them: debits, credits and a result, at home and abroad.</summary>
/// <param name="Debit">Sales.</param>
/// <param name="Credit">Voids.</param>
/// <param name="Result">0 in a request; 1 balanced, 2 not balanced in a reply.</param>
internal readonly record struct SettlementTotals(MoneyCount Debit, MoneyCount Credit, int Result = 0)
{
    private const int HalfLength = 31;

    /// <summary>Sales less voids.</summary>
    internal long Net => Debit.Amount - Credit.Amount;

    /// <summary>62 digits: these totals for the home scheme, zeros for foreign ones, for there are no foreign test cards.</summary>
    internal string ToField() => Half() + new string('0', HalfLength);

    /// <summary>Reads the home half of a reply; false when either half is not digits with a result of 1 or 2.</summary>
    internal static bool TryRead(string? field, out SettlementTotals home)
    {
        home = default;
        if (field is not { Length: 2 * HalfLength } || field.AsSpan().ContainsAnyExceptInRange('0', '9')
            || field[HalfLength - 1] is not ('1' or '2') || field[^1] is not ('1' or '2'))
        {
            return false;
        }

        home = new SettlementTotals(Line(field, 0), Line(field, 15), field[HalfLength - 1] - '0');
        return true;
    }

    private static MoneyCount Line(string field, int at)
        => new(
            int.Parse(field.AsSpan(at + 12, 3), NumberStyles.None, CultureInfo.InvariantCulture),
            long.Parse(field.AsSpan(at, 12), NumberStyles.None, CultureInfo.InvariantCulture));

    private string Half()
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{Debit.Amount:D12}{Debit.Count:D3}{Credit.Amount:D12}{Credit.Count:D3}{Result:D1}");
}
