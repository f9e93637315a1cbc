using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Commands;

/// <summary>Options whose values need more than a type: a wrong one is told in one sentence.</summary>
internal static class Choices
{
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
        => One(name, description, "20s|10m|1h", static (string text, out TimeSpan value) => DurationText.TryParse(text, out value), otherwise);

    /// <summary>Reads a stretch of time that may be left out.</summary>
    internal static TimeSpan? OptionalDuration(ArgumentResult result)
        => Read(result, result.Tokens[0].Value, "The duration", "20s, 10m or 1h", static (string text, out TimeSpan value) => DurationText.TryParse(text, out value));

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
