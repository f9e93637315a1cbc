using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>A rule for amounts that end in given digits, so that a test can choose what happens.</summary>
/// <param name="Ending">Last digits of the twelve of element 4.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Code">Response code of a decline.</param>
/// <param name="Delay">Delay asked for; null leaves the usual one.</param>
internal sealed record AmountRule(string Ending, AnswerKind Kind, string Code = "", TimeSpan? Delay = null)
{
    /// <summary>Reads DIGITS=approve, =drop, =lose, =late, =delay:DURATION, =decline:CODE or simply =CODE.</summary>
    internal static bool TryParse(string text, out AmountRule rule)
    {
        rule = new AmountRule("", AnswerKind.Approve);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals is < 1 or > 12 || text.AsSpan(0, equals).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var ending = text[..equals];
        var action = text[(equals + 1)..];
        var argument = action.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? action[(colon + 1)..] : "";
        AmountRule? read = action switch
        {
            "approve" => new(ending, AnswerKind.Approve),
            "drop" => new(ending, AnswerKind.Drop),
            "lose" => new(ending, AnswerKind.Lose),
            "late" => new(ending, AnswerKind.Late),
            _ when action.StartsWith("delay:", StringComparison.Ordinal) && DurationText.TryParse(argument, out var delay)
                => new(ending, AnswerKind.Approve, Delay: delay),
            _ when action.StartsWith("decline:", StringComparison.Ordinal) && IsCode(argument) => new(ending, AnswerKind.Decline, argument),
            _ when IsCode(action) => new(ending, AnswerKind.Decline, action),
            _ => null,
        };
        rule = read ?? rule;
        return read is not null;
    }

    /// <summary>Whether a text is two characters that element 39 may carry and that say no.</summary>
    internal static bool IsCode(string text)
        => text.Length == 2 && text != "00" && text.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character));
}
