using System.Data;
using Dapper;

namespace Gateway.Host.Journal;

/// <summary>Lets Dapper read and write instants as this database holds them.</summary>
internal sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    /// <summary>Makes it known. Any number of times is as good as once.</summary>
    public static void Register() => SqlMapper.AddTypeHandler(new InstantHandler());

    /// <inheritdoc/>
    public override DateTimeOffset Parse(object value) => Instant.Parse((string)value);

    /// <inheritdoc/>
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = Instant.Format(value);
}
