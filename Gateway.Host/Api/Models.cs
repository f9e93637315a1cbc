namespace Gateway.Host.Api;

/// <summary>A merchant to register.</summary>
internal sealed record NewMerchant(string? Id, string? Name, string? Mcc, string? By);

/// <summary>A terminal to register.</summary>
internal sealed record NewTerminal(string? Id, string? MerchantId, string? Model, string? Serial, string? Profile, string? By);

/// <summary>A subject of a hold.</summary>
internal sealed record SubjectModel(string? Kind, string? Id);

/// <summary>A hold to place.</summary>
internal sealed record NewHold(SubjectModel? Subject, string? Level, string? Reason, string? Note, string? PlacedBy);

/// <summary>A hold to release.</summary>
internal sealed record ReleaseModel(string? Reason, string? ReleasedBy);

/// <summary>A merchant.</summary>
internal sealed record MerchantModel(string Id, string Name, string Mcc);

/// <summary>A key in the store: what it is for and its check value, never the key.</summary>
internal sealed record KeyModel(string Usage, string Kcv);

/// <summary>How far a DUKPT device has got.</summary>
internal sealed record DukptModel(string Ksn, bool Exhausted);

/// <summary>A hold with its history.</summary>
internal sealed record HoldModel(
    long Id, SubjectModel Subject, string Level, string Reason, string Note, string State, string PlacedBy, DateTimeOffset EnforcedAt,
    string? ReleasedBy, string? ReleaseReason, DateTimeOffset? ReleasedAt);

/// <summary>What a terminal may do now, and why.</summary>
internal sealed record StandingModel(string Level, IReadOnlyList<HoldModel> Holds);

/// <summary>A terminal.</summary>
internal sealed record TerminalModel(
    string Id, string MerchantId, string Profile, string Model, string Serial, string? MasterKeyKcv, int KeyVersion, IReadOnlyList<KeyModel> Keys,
    DukptModel? Dukpt, StandingModel Standing);

/// <summary>Why a message was answered as it was.</summary>
internal sealed record ExplanationModel(
    bool Found, string Terminal, string? Merchant, int? Batch, int Stan, string? Class, DateTimeOffset At, string Outcome, string ResponseCode, string? Reason,
    string Sentence, HoldReferenceModel? Hold, string? Acquirer, string? Rrn, string? AuthCode, string? Reversal);

/// <summary>A page of a search.</summary>
/// <param name="Transactions">Newest first.</param>
/// <param name="Next">Cursor of the next page; null when there is none.</param>
internal sealed record FoundModel(IReadOnlyList<Journal.TransactionRow> Transactions, string? Next);

/// <summary>A transaction with its whole story.</summary>
/// <param name="Transaction">What the books say of it.</param>
/// <param name="Sentence">How it was answered, and why.</param>
/// <param name="UpstreamStan">DE 11 of the request to the acquirer; null when nothing was sent.</param>
/// <param name="UpstreamRrn">DE 37 of that request.</param>
/// <param name="Story">Its records, oldest first.</param>
/// <param name="IsWhole">Whether the story has room for all of them.</param>
internal sealed record StoryModel(
    Journal.TransactionRow Transaction, string Sentence, string? UpstreamStan, string? UpstreamRrn, IReadOnlyList<ChapterModel> Story, bool IsWhole);

/// <summary>One record of a story.</summary>
internal sealed record ChapterModel(long Seq, DateTimeOffset At, string Record, string Sentence);

/// <summary>The hold a decline names.</summary>
internal sealed record HoldReferenceModel(long Id, string? Level, string? Reason);

/// <summary>A link to an acquirer.</summary>
internal sealed record LinkModel(string Name, string State);

/// <summary>Whether the gateway can serve.</summary>
internal sealed record ReadinessModel(string Status, string Store, string Listener, IReadOnlyList<LinkModel> Acquirers);
