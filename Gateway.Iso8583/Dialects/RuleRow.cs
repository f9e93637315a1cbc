using System.Text.Json;

namespace Gateway.Iso8583.Dialects;

/// <summary>Turns one JSON row of <c>rules</c> into a <see cref="DialectRule"/>, or into faults.</summary>
internal sealed class RuleRow(List<string> faults)
{
    private const int MostNesting = 8;

    internal DialectRule? Read(JsonRow row)
    {
        var mti = row.Text("mti");
        row.Place = $"the rule for {mti}";
        var rule = new DialectRule(mti)
        {
            Mandatory = Paths(row, "mandatory"),
            Conditional = [.. row.Rows("conditional", $"{row.Place}, ", required: false).Select(ReadConditional)],
            Forbidden = Paths(row, "forbidden"),
            Values = ReadValues(row),
            Echo = Paths(row, "echo"),
        };
        row.RefuseOthers();
        if (mti.Length == 4 && mti.All(character => character is 'x' or >= '0' and <= '9'))
        {
            return rule;
        }

        faults.Add($"In {row.Place}, 'mti' is not four digits, or 'x' for any digit.");
        return null;
    }

    private ConditionalPath ReadConditional(JsonRow row)
    {
        var path = Path(row, row.Find("element")) ?? "";
        var when = row.Find("when");
        if (when is null)
        {
            faults.Add($"In {row.Place}, 'when' is missing.");
        }

        row.RefuseOthers();
        return new ConditionalPath(path, Condition(row, when ?? default, 0));
    }

    private RuleCondition Condition(JsonRow owner, JsonElement json, int depth)
    {
        var row = new JsonRow(json, $"{owner.Place}, condition", faults);
        var condition = depth > MostNesting ? null : Compound(row, depth) ?? Simple(row);
        row.RefuseOthers();
        if (condition is null)
        {
            faults.Add($"In {row.Place}, there is no condition: 'element' with 'is', 'starts' or 'present', or 'all', 'any', 'not'.");
        }

        return condition ?? new RuleCondition.Any([]);
    }

    private RuleCondition? Compound(JsonRow row, int depth)
    {
        if (row.Find("not") is { } not)
        {
            return new RuleCondition.Not(Condition(row, not, depth + 1));
        }

        if (row.Find("all") is { ValueKind: JsonValueKind.Array } all)
        {
            return new RuleCondition.All([.. all.EnumerateArray().Select(item => Condition(row, item, depth + 1))]);
        }

        return row.Find("any") is { ValueKind: JsonValueKind.Array } any
            ? new RuleCondition.Any([.. any.EnumerateArray().Select(item => Condition(row, item, depth + 1))])
            : null;
    }

    private RuleCondition? Simple(JsonRow row)
    {
        if (row.Find("element") is not { } element || Path(row, element) is not { } path)
        {
            return null;
        }

        if (row.Mentions("is"))
        {
            return new RuleCondition.Is(path, row.Texts("is", ""));
        }

        if (row.Mentions("starts"))
        {
            return new RuleCondition.Starts(path, row.Texts("starts", ""));
        }

        return row.Mentions("present") ? new RuleCondition.Present(path, row.Flag("present", true)) : null;
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadValues(JsonRow row)
    {
        if (!row.Mentions("values"))
        {
            return [];
        }

        var values = row.Row("values");
        return values.Json.ValueKind != JsonValueKind.Object
            ? []
            : values.Json.EnumerateObject().ToDictionary(value => value.Name, value => values.Texts(value.Name, ""));
    }

    private List<string> Paths(JsonRow row, string name)
    {
        if (row.Find(name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"In {row.Place}, '{name}' is not a list of elements.");
            return [];
        }

        return [.. list.EnumerateArray().Select(item => Path(row, item)).OfType<string>()];
    }

    /// <summary>A path is a number, or a text such as 55.9F26.</summary>
    private string? Path(JsonRow row, JsonElement? json)
    {
        switch (json)
        {
            case { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var element):
                return element.ToString(System.Globalization.CultureInfo.InvariantCulture);
            case { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } path && char.IsAsciiDigit(path[0]):
                return path;
            default:
                faults.Add($"In {row.Place}, an element is neither a number nor a path such as \"55.9F26\".");
                return null;
        }
    }
}
