using Gateway.Simulator.Values;

namespace Gateway.Simulator.Acquirers;

/// <summary>Throws the dice for each request. Safe from several threads; the order of requests decides what each one gets.</summary>
internal sealed class AnswerPlanner(AcquirerRules rules)
{
    private readonly Lock _gate = new();
    private readonly Dice _dice = new(rules.Seed);

    /// <summary>Decides about a financial request.</summary>
    /// <param name="amount">The twelve digits of its amount.</param>
    internal AnswerPlan Plan(string amount)
    {
        lock (_gate)
        {
            var delay = _dice.Between(rules.Delay);
            var chance = _dice.Share();
            foreach (var rule in rules.Amounts)
            {
                if (amount.EndsWith(rule.Ending, StringComparison.Ordinal))
                {
                    return Timed(rule.Kind, rule.Code, rule.Delay ?? delay);
                }
            }

            return ByChance(chance, delay);
        }
    }

    /// <summary>Decides about a reversal: it is always carried out, and sometimes not acknowledged.</summary>
    internal AnswerPlan PlanReversal()
    {
        lock (_gate)
        {
            var delay = _dice.Between(rules.Delay);
            return new AnswerPlan(_dice.Happens(rules.DropShare) ? AnswerKind.Drop : AnswerKind.Approve, "", delay);
        }
    }

    private AnswerPlan ByChance(double chance, TimeSpan delay)
    {
        if ((chance -= rules.LoseShare) < 0)
        {
            return Timed(AnswerKind.Lose, "", delay);
        }

        if ((chance -= rules.DropShare) < 0)
        {
            return Timed(AnswerKind.Drop, "", delay);
        }

        foreach (var (code, share) in rules.Declines)
        {
            if ((chance -= share) < 0)
            {
                return Timed(AnswerKind.Decline, code, delay);
            }
        }

        return Timed(AnswerKind.Approve, "", delay);
    }

    private AnswerPlan Timed(AnswerKind kind, string code, TimeSpan delay)
        => new(kind, code, kind == AnswerKind.Late ? delay + rules.LateBy : delay);
}
