using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Gateway.Host.Configuration;

/// <summary>Compares what is configured with what can be: a misspelt name or a word where a number belongs is a fault, not a default.</summary>
internal static class ConfigurationAudit
{
    /// <summary>One fault for each unknown name and each value of the wrong kind.</summary>
    public static IEnumerable<SettingFault> Faults(IConfigurationSection section, Type type)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var property))
            {
                yield return new SettingFault(child.Path, $"{child.Path} is no setting; {section.Path} has {string.Join(", ", known.Keys)}.");
                continue;
            }

            foreach (var fault in ValueFaults(child, property))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<SettingFault> ValueFaults(IConfigurationSection value, PropertyInfo property)
    {
        var type = property.PropertyType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return ListFaults(value, type.GetGenericArguments()[0]);
        }

        if (type == typeof(int))
        {
            return int.TryParse(value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? [] : Fault(value, $"'{value.Value}' is not a whole number");
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(value.Value, out _) ? [] : Fault(value, $"'{value.Value}' is neither true nor false");
        }

        return type == typeof(string) ? TextFaults(value, property)
            : value.Value is { Length: > 0 } ? Fault(value, "has one value where settings belong")
            : Faults(value, type);
    }

    private static IEnumerable<SettingFault> TextFaults(IConfigurationSection value, PropertyInfo property)
    {
        if (value.GetChildren().Any())
        {
            return Fault(value, "has settings below it where one value belongs");
        }

        var mayBeNull = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        return value.Value is null && !mayBeNull ? Fault(value, "has no value") : [];
    }

    private static IEnumerable<SettingFault> ListFaults(IConfigurationSection list, Type item)
    {
        if (list.Value is { Length: > 0 })
        {
            return Fault(list, "has one value where a list belongs");
        }

        return list.GetChildren().SelectMany(child =>
            !int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? Fault(child, "is no setting; the entries of a list have numbers, from 0")
            : child.Value is { Length: > 0 } ? Fault(child, "has one value where settings belong")
            : Faults(child, item));
    }

    private static IEnumerable<SettingFault> Fault(IConfigurationSection where, string what) => [new SettingFault(where.Path, $"{where.Path} {what}.")];
}

/// <summary>A setting that cannot be read.</summary>
/// <param name="Path">Where it is; it and everything below it is left out.</param>
/// <param name="Sentence">What is wrong.</param>
internal sealed record SettingFault(string Path, string Sentence)
{
    /// <summary>Whether a setting is this one, or below it.</summary>
    public bool Covers(string path)
        => path.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && (path.Length == Path.Length || path[Path.Length] == ':');
}
