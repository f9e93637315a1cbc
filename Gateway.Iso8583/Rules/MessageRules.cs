using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Rules;

/// <summary>Holds messages against the rules of their dialect: what must be there, what must not, which values, what is echoed.</summary>
/// <remarks>
/// Reading never does this: a message that breaks a rule is still a message, and what to do about it is for whoever reads it. Every
/// broken rule is named at once. Stateless and safe for use from any thread.
/// </remarks>
/// <param name="dialect">Whose rules.</param>
public sealed class MessageRules(Dialect dialect)
{
    /// <summary>Checks a message by itself.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Every broken rule, in the order of the rules; empty when there is none.</returns>
    public IReadOnlyList<RuleFault> Check(IsoMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return [.. RulesFor(message).SelectMany(rule => CheckOne(rule, message)).Distinct()];
    }

    /// <summary>Checks an answer, and that it says again what its request said.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="request">What it answers.</param>
    /// <returns>Every broken rule; empty when there is none.</returns>
    public IReadOnlyList<RuleFault> Check(IsoMessage response, IsoMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var echoed = RulesFor(response).SelectMany(rule => rule.Echo).Distinct()
            .Where(path => request.Text(path, dialect) is { } said && response.Text(path, dialect) != said)
            .Select(path => new RuleFault(RuleFaultKind.NotEchoed, path, "the value of the request"));
        return [.. Check(response), .. echoed];
    }

    private IEnumerable<DialectRule> RulesFor(IsoMessage message)
    {
        var type = message.Type.ToString();
        return dialect.Rules.Where(rule => rule.Matches(type));
    }

    private IEnumerable<RuleFault> CheckOne(DialectRule rule, IsoMessage message)
    {
        foreach (var path in rule.Mandatory.Where(path => message.Text(path, dialect) is null))
        {
            yield return new RuleFault(RuleFaultKind.Missing, path, $"it in every {rule.Mti}");
        }

        foreach (var (path, when) in rule.Conditional.Where(row => message.Text(row.Path, dialect) is null && row.When.Holds(path => message.Text(path, dialect))))
        {
            yield return new RuleFault(RuleFaultKind.Missing, path, $"it in a {rule.Mti} where {when}");
        }

        foreach (var path in rule.Forbidden.Where(path => message.Text(path, dialect) is not null))
        {
            yield return new RuleFault(RuleFaultKind.Forbidden, path, $"it in no {rule.Mti}");
        }

        foreach (var (path, allowed) in rule.Values.Where(row => message.Text(row.Key, dialect) is { } value && !row.Value.Contains(value)))
        {
            yield return new RuleFault(RuleFaultKind.NotAllowed, path, $"one of {string.Join(", ", allowed)}");
        }
    }
}
