using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Gateway.Host.Configuration;

/// <summary>Compares what is configured with what can be: a misspelt name or a word where a number belongs is a fault, not a default.</summary>
internal static class ConfigurationAudit
{
    /// <summary>One sentence for each unknown name and each value of the wrong kind.</summary>
    public static IEnumerable<string> Faults(IConfigurationSection section, Type type)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var property))
            {
                yield return $"{child.Path} is no setting; {section.Path} has {string.Join(", ", known.Keys)}.";
                continue;
            }

            foreach (var fault in ValueFaults(child, property.PropertyType))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> ValueFaults(IConfigurationSection value, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return value.GetChildren().SelectMany(item => Faults(item, type.GetGenericArguments()[0]));
        }

        if (type == typeof(int))
        {
            return int.TryParse(value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? [] : [$"{value.Path} '{value.Value}' is not a whole number."];
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(value.Value, out _) ? [] : [$"{value.Path} '{value.Value}' is neither true nor false."];
        }

        if (type == typeof(string))
        {
            return value.GetChildren().Any() ? [$"{value.Path} has settings below it where one value belongs."] : [];
        }

        return value.Value is { Length: > 0 } ? [$"{value.Path} has one value where settings belong."] : Faults(value, type);
    }
}
