using Dapper;
using Gateway.Host.Core.Records;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>Keeps the tables merchants, terminals and holds. These change seldom, so nothing is compiled ahead.</summary>
internal sealed class EstateProjection(SqliteConnection connection)
{
    /// <summary>Applies one record.</summary>
    public void Apply(EstateRecord record)
    {
        var at = Instant.Format(record.At);
        switch (record)
        {
            case MerchantRegistered merchant:
                connection.Execute(
                    "INSERT OR REPLACE INTO merchants VALUES ($Id, $Name, $Mcc, $At, $By)",
                    new { merchant.Id, merchant.Name, merchant.Mcc, At = at, merchant.By });
                break;
            case TerminalRegistered terminal:
                connection.Execute(
                    "INSERT OR REPLACE INTO terminals VALUES ($Id, $Merchant, $Model, $Serial, $WithPin, $At, $By)",
                    new { terminal.Id, terminal.Merchant, terminal.Model, terminal.Serial, terminal.WithPin, At = at, terminal.By });
                break;
            case HoldPlaced placed:
                connection.Execute(
                    "INSERT OR REPLACE INTO holds VALUES ($Id, $Kind, $Subject, $Level, $Reason, $Note, $PlacedAt, $By, NULL, NULL, NULL)",
                    new
                    {
                        placed.Hold.Id,
                        Kind = placed.Hold.Subject.Kind.ToString(),
                        Subject = placed.Hold.Subject.Id,
                        Level = placed.Hold.Level.ToString(),
                        placed.Hold.Reason,
                        placed.Note,
                        PlacedAt = Instant.Format(placed.Hold.PlacedAt),
                        placed.By,
                    });
                break;
            case HoldReleased released:
                connection.Execute(
                    "UPDATE holds SET released_at = $At, released_by = $By, released_why = $Why WHERE id = $Id",
                    new { At = at, released.By, released.Why, released.Id });
                break;
        }
    }
}
