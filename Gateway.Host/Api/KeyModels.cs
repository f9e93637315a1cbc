namespace Gateway.Host.Api;

/// <summary>Why keys are destroyed.</summary>
internal sealed record CompromisedModel(string? Reason, string? By);

/// <summary>The DUKPT device a terminal is.</summary>
internal sealed record EnrolModel(string? Ksn, string? Base, string? By);

/// <summary>A key block to import.</summary>
internal sealed record ImportModel(string? Usage, string? Owner, string? Block, string? Transport, bool? Legacy, string? By);

/// <summary>A key to make.</summary>
internal sealed record GenerateModel(string? Usage, string? Owner, string? Algorithm, int? Bytes, string? By);

/// <summary>Who asks an acquirer for keys.</summary>
internal sealed record RequestKeysModel(string? By);

/// <summary>A key to export.</summary>
internal sealed record ExportModel(string? Usage, string? Owner, string? Transport, string? By);

/// <summary>A code to check.</summary>
internal sealed record VerifyMacModel(string? Data, string? Mac);

/// <summary>A translation to try.</summary>
internal sealed record TestTranslationModel(string? Acquirer);

/// <summary>A key that was loaded.</summary>
internal sealed record LoadedKeyModel(string Owner, string Usage, string Kcv, string How, string By, DateTimeOffset LoadedAt);
