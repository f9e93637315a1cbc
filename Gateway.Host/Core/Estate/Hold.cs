namespace Gateway.Host.Core.Estate;

/// <summary>A stated reason, in force, for taking something away from a terminal or a merchant.</summary>
/// <param name="Id">Number of the hold, unique in the estate.</param>
/// <param name="Subject">Whom it is placed on.</param>
/// <param name="Level">How much it takes away.</param>
/// <param name="Reason">Reason code of the catalogue, such as FEE-01.</param>
/// <param name="PlacedAt">When it took effect.</param>
internal sealed record Hold(long Id, HoldSubject Subject, HoldLevel Level, string Reason, DateTimeOffset PlacedAt);

/// <summary>Whom a hold is placed on.</summary>
/// <param name="Kind">Terminal or merchant.</param>
/// <param name="Id">Terminal or merchant id.</param>
internal readonly record struct HoldSubject(SubjectKind Kind, string Id)
{
    /// <summary>Kind and id, as in "terminal 00000001".</summary>
    public override string ToString() => Kind == SubjectKind.Terminal ? $"terminal {Id}" : $"merchant {Id}";
}

/// <summary>Kinds of subject a hold can be placed on.</summary>
internal enum SubjectKind
{
    /// <summary>Everything under one merchant id.</summary>
    Merchant,

    /// <summary>One terminal id.</summary>
    Terminal,
}
