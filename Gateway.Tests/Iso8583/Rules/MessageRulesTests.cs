using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Rules;
using Gateway.Tests.Iso8583.Codec;

namespace Gateway.Tests.Iso8583.Rules;

[TestFixture]
public sealed class MessageRulesTests
{
    private const string Rows =
        """
        { "n": 2, "name": "a", "content": "n", "length": "LLVAR", "max": 19 }, { "n": 3, "name": "b", "content": "n", "max": 6 },
        { "n": 22, "name": "c", "content": "n", "max": 3 }, { "n": 39, "name": "d", "content": "an", "max": 2 }, { "n": 52, "name": "e", "content": "b", "max": 8 },
        { "n": 55, "name": "f", "content": "b", "length": "LLLVAR", "max": 99, "inside": { "kind": "ber-tlv", "elements": [] } }
        """;

    // rule, elements that are there as number=value, faults
    [TestCase("\"mandatory\": [2, 3]", "2=1 3=000000", "")]
    [TestCase("\"mandatory\": [2, 3]", "3=000000", "Missing 2")]
    [TestCase("\"mandatory\": [2, 3]", "", "Missing 2, Missing 3")]
    [TestCase("\"mandatory\": [\"55.9F26\"]", "55=9F2601AA", "")]
    [TestCase("\"mandatory\": [\"55.9F26\"]", "55=9F3601AA", "Missing 55.9F26")]
    [TestCase("\"forbidden\": [39, \"55.9F26\"]", "39=00 55=9F2601AA", "Forbidden 39, Forbidden 55.9F26")]
    [TestCase("\"forbidden\": [39]", "2=1", "")]
    [TestCase("\"values\": { \"39\": [\"00\", \"05\"] }", "39=05", "")]
    [TestCase("\"values\": { \"39\": [\"00\", \"05\"] }", "39=06", "NotAllowed 39")]
    [TestCase("\"values\": { \"39\": [\"00\", \"05\"] }", "2=1", "")]
    [TestCase("WHEN { \"element\": 3, \"is\": [\"000000\", \"010000\"] }", "3=010000", "Missing 2")]
    [TestCase("WHEN { \"element\": 3, \"is\": [\"000000\", \"010000\"] }", "3=010000 2=1", "")]
    [TestCase("WHEN { \"element\": 3, \"is\": [\"000000\", \"010000\"] }", "3=020000", "")]
    [TestCase("WHEN { \"element\": 3, \"is\": [\"000000\"] }", "", "")]
    [TestCase("WHEN { \"element\": 3, \"starts\": [\"20\", \"21\"] }", "3=210000", "Missing 2")]
    [TestCase("WHEN { \"element\": 3, \"starts\": [\"20\"] }", "3=310000", "")]
    [TestCase("WHEN { \"element\": 52, \"present\": true }", "52=0000000000000000", "Missing 2")]
    [TestCase("WHEN { \"element\": 52, \"present\": true }", "", "")]
    [TestCase("WHEN { \"element\": 52, \"present\": false }", "", "Missing 2")]
    [TestCase("WHEN { \"element\": \"55.9F36\", \"is\": [\"AA\"] }", "55=9F3601AA", "Missing 2")]
    [TestCase("WHEN { \"not\": { \"element\": 3, \"is\": [\"000000\"] } }", "3=010000", "Missing 2")]
    [TestCase("WHEN { \"not\": { \"element\": 3, \"is\": [\"000000\"] } }", "3=000000", "")]
    [TestCase("WHEN { \"all\": [{ \"element\": 3, \"is\": [\"000000\"] }, { \"element\": 39, \"present\": true }] }", "3=000000 39=00", "Missing 2")]
    [TestCase("WHEN { \"all\": [{ \"element\": 3, \"is\": [\"000000\"] }, { \"element\": 39, \"present\": true }] }", "3=000000", "")]
    [TestCase("WHEN { \"any\": [{ \"element\": 3, \"is\": [\"000000\"] }, { \"element\": 39, \"present\": true }] }", "39=00", "Missing 2")]
    [TestCase("WHEN { \"any\": [{ \"element\": 3, \"is\": [\"000000\"] }, { \"element\": 39, \"present\": true }] }", "22=021", "")]
    public void Broken_rules_are_named(string rule, string elements, string faults)
    {
        if (rule.StartsWith("WHEN ", StringComparison.Ordinal))
        {
            rule = $"\"conditional\": [ {{ \"element\": 2, \"when\": {rule[5..]} }} ]";
        }

        var dialect = Make($"{{ \"mti\": \"02x0\", {rule} }}");
        var made = Message("0200", elements);
        var read = new MessageReader(dialect).Read(new MessageWriter(dialect).Write(made));

        foreach (var message in new[] { made, read })
        {
            Assert.That(Words(new MessageRules(dialect).Check(message)), Is.EqualTo(faults));
        }

        made.Type = MessageType.Parse("0201");
        Assert.That(new MessageRules(dialect).Check(made), Is.Empty, "of another type");
    }

    [TestCase("3=000000 2=1", "3=000000 2=1", "")]
    [TestCase("3=000000 2=1", "3=010000 2=1", "NotEchoed 3")]
    [TestCase("3=000000 2=1", "2=1", "NotEchoed 3")]
    [TestCase("2=1", "2=1", "")]
    [TestCase("2=1", "2=1 3=000000", "")]
    [TestCase("3=000000", "3=000000", "Missing 2")]
    [TestCase("2=1 55=9F3601AA", "2=1 55=9F3601AB", "NotEchoed 55.9F36")]
    public void Answer_says_again_what_the_request_said(string request, string response, string faults)
    {
        var rules = new MessageRules(Make("""{ "mti": "0210", "mandatory": [2], "echo": [3, "55.9F36"] }"""));
        Assert.That(Words(rules.Check(Message("0210", response), Message("0200", request))), Is.EqualTo(faults));
    }

    [Test]
    public void Fault_says_what_the_rule_wants_and_no_value()
    {
        var rules = new MessageRules(Make("""{ "mti": "0200", "mandatory": [3], "values": { "2": ["1", "2"] } }"""));
        var faults = rules.Check(Message("0200", "2=6212345678901234"));

        Assert.That(
            string.Join(' ', faults), Is.EqualTo("Missing element 3: expected it in every 0200. NotAllowed element 2: expected one of 1, 2."));
    }

    [Test]
    public void One_fault_of_two_rules_is_named_once()
    {
        var rules = new MessageRules(Make("""{ "mti": "0200", "forbidden": [39] }, { "mti": "0200", "forbidden": [39] }"""));
        Assert.That(rules.Check(Message("0200", "39=00")), Has.Count.EqualTo(1));
    }

    private static Dialect Make(string rules) => TestDialect.Rows(Rows, more: $"\"rules\": [ {rules} ],");

    private static IsoMessage Message(string type, string elements)
    {
        var message = new IsoMessage(MessageType.Parse(type));
        foreach (var pair in elements.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
        {
            message.Set(int.Parse(pair[0], System.Globalization.CultureInfo.InvariantCulture), pair[1]);
        }

        return message;
    }

    private static string Words(IEnumerable<RuleFault> faults) => string.Join(", ", faults.Select(fault => $"{fault.Kind} {fault.Element}"));
}
