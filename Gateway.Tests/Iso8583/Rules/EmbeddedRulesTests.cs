using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;
using Gateway.Iso8583.Rules;

namespace Gateway.Tests.Iso8583.Rules;

/// <summary>The rules that come with the dialects, held against messages that were really sent.</summary>
[TestFixture]
public sealed class EmbeddedRulesTests
{
    private static readonly Dialect _unionPay = Dialect.Embedded("unionpay-pos");

    // A library's sample of an echo, without the elements that a host's answer has.
    private const string Bare = "p8583sdk-0810-echo";

    private static IEnumerable<TestCaseData> Messages()
        => RecordedMessage.All.Select(message => new TestCaseData(message).SetArgDisplayNames(message.Id));

    [TestCaseSource(nameof(Messages))]
    public void Recorded_message_keeps_them(object recorded)
    {
        var message = (RecordedMessage)recorded;
        var faults = new MessageRules(_unionPay).Check(new MessageReader(_unionPay).Read(message.Body));

        Assert.That(string.Join(", ", faults.Select(fault => $"{fault.Kind} {fault.Element}")),
            Is.EqualTo(message.Id == Bare ? "Missing 12, Missing 13, Missing 39" : ""));
    }

    [Test]
    public void Every_rule_speaks_of_elements_that_its_dialect_has([ValueSource(nameof(Names))] string name)
    {
        var dialect = Dialect.Embedded(name);
        foreach (var rule in dialect.Rules)
        {
            string[] paths = [.. rule.Mandatory, .. rule.Forbidden, .. rule.Echo, .. rule.Values.Keys, .. rule.Conditional.Select(row => row.Path)];
            foreach (var path in paths)
            {
                var element = dialect.Element(int.Parse(path.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
                Assert.That(element, Is.Not.Null, $"{name} {rule.Mti} {path}");
                Assert.That(!path.Contains('.', StringComparison.Ordinal) || element!.Inside is not null, Is.True, $"{name} {rule.Mti} {path}");
            }
        }
    }

    [Test]
    public void No_rule_wants_what_it_forbids([ValueSource(nameof(Names))] string name)
    {
        foreach (var rule in Dialect.Embedded(name).Rules)
        {
            Assert.That(rule.Mandatory.Concat(rule.Conditional.Select(row => row.Path)).Intersect(rule.Forbidden), Is.Empty, rule.Mti);
        }
    }

    [Test]
    public void Approval_says_again_what_the_request_said()
    {
        var request = new IsoMessage(MessageType.Parse("0200")).Set(3, "000000").Set(4, "000000012345").Set(11, "000123").Set(41, "T0000001");
        var response = new IsoMessage(MessageType.Parse("0210"))
            .Set(3, "000000").Set(4, "000000012345").Set(11, "000124").Set(12, "101112").Set(13, "0322").Set(39, "05").Set(41, "T0000001");

        Assert.That(
            string.Join(", ", new MessageRules(_unionPay).Check(response, request).Select(fault => $"{fault.Kind} {fault.Element}")),
            Is.EqualTo("NotEchoed 11"));
    }

    private static IReadOnlyList<string> Names() => Dialect.EmbeddedNames;
}
