using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Gateway.Host.Journal;

/// <summary>A statement compiled once and run for every append. Values are given in the order in which their $names first appear.</summary>
internal sealed partial class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text comes from this folder's own constants; values are bound.
        _command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in Names().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    /// <summary>Runs it.</summary>
    /// <returns>Rows changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs it and gives the first value; null when there is none.</summary>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is var value && value is DBNull ? null : value;
    }

    /// <summary>Runs it and gives its rows.</summary>
    public SqliteDataReader Rows(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _command.Parameters.Count);
        for (var index = 0; index < values.Length; index++)
        {
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Names();
}
