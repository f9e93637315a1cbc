using Gateway.Simulator.Commands;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Terminals;

/// <summary>Carries the words of the terminal command out, one after the other, a line each.</summary>
internal sealed class TerminalRun(VirtualTerminal terminal, TestCard card, TextWriter output, TimeProvider clock)
{
    /// <summary>Runs the steps.</summary>
    /// <returns><see cref="ExitCode.Ok"/> when every step came out as expected.</returns>
    /// <exception cref="UnreachableTargetException">Nobody listens at the target.</exception>
    internal async Task<int> RunAsync(IReadOnlyList<TerminalStep> steps, CancellationToken cancellation)
    {
        var missed = 0;
        foreach (var step in steps)
        {
            if (step.Word == "wait")
            {
                await Task.Delay(step.Wait, clock, cancellation);
                continue;
            }

            var outcome = await CarryOutAsync(step, cancellation);
            if (outcome.Fault == ExchangeFault.NotConnected)
            {
                throw new UnreachableTargetException($"Nobody answers at {terminal.Profile.Host}:{terminal.Profile.Port}.");
            }

            var isExpected = step.Expected is null ? outcome.Succeeded : outcome.Code == step.Expected;
            missed += isExpected ? 0 : 1;
            await output.WriteLineAsync(isExpected ? outcome.ToString() : $"{outcome}  <- expected {step.Expected ?? "success"}");
        }

        return missed == 0 ? ExitCode.Ok : ExitCode.Missed;
    }

    private Task<ActionOutcome> CarryOutAsync(TerminalStep step, CancellationToken cancellation) => step.Word switch
    {
        "sign-on" => terminal.SignOnAsync(step.Option.Length > 0 ? step.Option : null, cancellation),
        "sale" => terminal.SaleAsync(step.Amount, card, step.Option == "pin", step.Option == "hang-up", cancellation),
        "balance" => terminal.BalanceAsync(card, step.Option == "pin", cancellation),
        "void" => terminal.VoidAsync(cancellation),
        "reverse" => terminal.ReverseAsync(cancellation),
        "repeat" => terminal.RepeatAsync(cancellation),
        "settle" => terminal.SettleAsync(cancellation),
        "sign-off" => terminal.SignOffAsync(cancellation),
        "echo" => terminal.EchoAsync(cancellation),
        _ => throw new ArgumentException($"The terminal cannot {step.Word}.", nameof(step)),
    };
}
