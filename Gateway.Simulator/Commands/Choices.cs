using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Commands;

/// <summary>Options whose values need more than a type: a wrong one is told in one sentence.</summary>
internal static class Choices
{
    private const string Durations = "20s|10m|1h";

    /// <summary>Reads one token.</summary>
    internal delegate bool Reader<T>(string text, out T value);

    /// <summary>An option with one value.</summary>
    internal static Option<T> One<T>(string name, string description, string shape, Reader<T> reader, T otherwise) => new(name)
    {
        Description = description,
        HelpName = shape,
        CustomParser = result => Read(result, result.Tokens[0].Value, name, shape, reader),
        DefaultValueFactory = _ => otherwise,
    };

    /// <summary>An option that may be given several times.</summary>
    internal static Option<IReadOnlyList<T>> Many<T>(string name, string description, string shape, Reader<T> reader) => new(name)
    {
        Description = description,
        HelpName = shape,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => Read(result, token.Value, name, shape, reader)!)],
        DefaultValueFactory = _ => [],
    };

    /// <summary>A stretch of time.</summary>
    internal static Option<TimeSpan> Duration(string name, string description, TimeSpan otherwise)
        => One<TimeSpan>(name, description, Durations, DurationText.TryParse, otherwise);

    /// <summary>A stretch of time that may be left out.</summary>
    internal static Option<TimeSpan?> OptionalDuration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = Durations,
        CustomParser = result => Read<TimeSpan>(result, result.Tokens[0].Value, name, Durations, DurationText.TryParse),
    };

    /// <summary>A seed for the dice.</summary>
    internal static Option<ulong> Seed()
        => One("--seed", "Seed of the dice; the same seed makes the same choices.", "number", ulong.TryParse, 1UL);

    private static T? Read<T>(ArgumentResult result, string text, string name, string shape, Reader<T> reader)
    {
        if (reader(text, out var value))
        {
            return value;
        }

        result.AddError($"{name} {text} is not understood: {shape} is expected.");
        return default;
    }
}
