namespace Gateway.Iso8583.Dialects.Linting;

/// <summary>Every kind of finding there is.</summary>
public static class LintKinds
{
    private static readonly List<LintKind> _all = [];

    /// <summary>A file cannot be loaded at all.</summary>
    public static LintKind NotADialect { get; } = Error("not-a-dialect", "the file cannot be loaded");

    /// <summary>Two values have the same bytes.</summary>
    public static LintKind AmbiguousPad { get; } = Error("ambiguous-pad", "the length counts bytes and the filling could be a digit: two values, the same bytes");

    /// <summary>An odd number of packed digits and nothing to fill with.</summary>
    public static LintKind OddNever { get; } = Error("odd-never", "a fixed odd number of packed digits without filling: no value fits");

    /// <summary>The maximum cannot be reached.</summary>
    public static LintKind LengthTooSmall { get; } = Error("length-too-small", "the length in front cannot say `max`");

    /// <summary>Positions that do not add up.</summary>
    public static LintKind PartsDoNotFit { get; } = Error("parts-do-not-fit", "the positions together are never as long as the element");

    /// <summary>Positions are written in another order than they are read.</summary>
    public static LintKind PartsOutOfOrder { get; } = Error("parts-out-of-order", "rows of positions are not in the order of their numbers");

    /// <summary>A part of a nested bitmap that no bit announces.</summary>
    public static LintKind PartWithoutBit { get; } = Error("part-without-bit", "the nested bitmap has no bit for the part");

    /// <summary>A part of digits' container that is no digits.</summary>
    public static LintKind PartNotDigits { get; } = Error("part-not-digits", "a part that is not digits inside an element of digits");

    /// <summary>A tag that is never read.</summary>
    public static LintKind TagImpossible { get; } = Error("tag-impossible", "the tag has the wrong size or is none");

    /// <summary>A rule about nothing.</summary>
    public static LintKind RuleUnknownElement { get; } = Error("rule-unknown-element", "a rule names an element or part that the dialect does not have");

    /// <summary>A rule asks for a value that cannot be.</summary>
    public static LintKind RuleValueUnfit { get; } = Error("rule-value-unfit", "a rule names a value that the element cannot have");

    /// <summary>Rules that no message can keep.</summary>
    public static LintKind RuleContradiction { get; } = Error("rule-contradiction", "what one rule wants another forbids");

    /// <summary>Any filling passes.</summary>
    public static LintKind FillAny { get; } = Warning("fill-any", "any filling nibble is accepted: several messages, one value");

    /// <summary>An odd maximum without filling.</summary>
    public static LintKind OddMaximum { get; } = Warning("odd-maximum", "`max` is odd and an odd number of digits is an error");

    /// <summary>No room for a value.</summary>
    public static LintKind NeverAValue { get; } = Warning("never-a-value", "`max` is 0");

    /// <summary>One element longer than a frame.</summary>
    public static LintKind ElementBeyondFrame { get; } = Warning("element-beyond-frame", "the element can be longer than the 65,535 bytes of a frame");

    /// <summary>A form that characters cannot have.</summary>
    public static LintKind PartForm { get; } = Warning("part-form", "a part of a text in a form that is not characters");

    /// <summary>A dataset of the wrong kind.</summary>
    public static LintKind DatasetKind { get; } = Warning("dataset-kind", "tags below 71 hex, a bitmap from there on: the dataset is the other way round");

    /// <summary>An authentication code of another size.</summary>
    public static LintKind MacNotEightBytes { get; } = Warning("mac-not-eight-bytes", "64 and 128 are 8 bytes, fixed");

    /// <summary>A request that says something again.</summary>
    public static LintKind EchoInRequest { get; } = Warning("echo-in-request", "`echo` in a rule for requests is never looked at");

    /// <summary>A trace shows what it should not.</summary>
    public static LintKind TraceRisky { get; } = Warning("trace-risky", "`trace` shows something whose name speaks of card, PIN or key data");

    /// <summary>Nobody said where the filling goes.</summary>
    public static LintKind PadAssumed { get; } = Hint("pad-assumed", "odd fixed digits and no `pad`: left is assumed");

    /// <summary>Filling where it is seldom.</summary>
    public static LintKind PadLeftVariable { get; } = Hint("pad-left-variable", "a variable element filled on the left, which few links do");

    /// <summary>Spaces that are no value.</summary>
    public static LintKind FillerHidesSpaces { get; } = Hint("filler-hides-spaces", "spaces on the filled side are not part of the value");

    /// <summary>Two units in one length.</summary>
    public static LintKind MixedUnits { get; } = Hint("mixed-units", "the length counts itself in bytes and the value in something else");

    /// <summary>The longest parts do not fit.</summary>
    public static LintKind PartsBeyondElement { get; } = Hint("parts-beyond-element", "the positions at their longest are longer than the element");

    /// <summary>Bytes that are no text.</summary>
    public static LintKind TextNotAlways { get; } = Hint("text-not-always", "bytes that are no text of the encoding pass and show as the same mark");

    /// <summary>A word without effect.</summary>
    public static LintKind StrictWithoutEffect { get; } = Hint("strict-without-effect", "`strict` is about classes of characters; this is no text");

    /// <summary>A message longer than a frame.</summary>
    public static LintKind MessageBeyondFrame { get; } = Hint("message-beyond-frame", "all elements at their longest are more than the 65,535 bytes of a frame");

    /// <summary>An element that hosts live by.</summary>
    public static LintKind ElementMissing { get; } = Hint("element-missing", "11, 39 or 41, by which messages are matched and answered, is not there");

    /// <summary>All kinds, the worst first.</summary>
    public static IReadOnlyList<LintKind> All => _all;

    private static LintKind Error(string code, string meaning) => Add(code, LintSeverity.Error, meaning);

    private static LintKind Warning(string code, string meaning) => Add(code, LintSeverity.Warning, meaning);

    private static LintKind Hint(string code, string meaning) => Add(code, LintSeverity.Hint, meaning);

    private static LintKind Add(string code, LintSeverity severity, string meaning)
    {
        var kind = new LintKind(code, severity, meaning);
        _all.Add(kind);
        return kind;
    }
}
