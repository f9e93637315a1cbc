using Gateway.Tests.Iso8583;

namespace Gateway.Tests.Host.Cli.Decoding;

/// <summary>What other people's terminals and hosts have sent, through decode --jsonl and encode --jsonl.</summary>
[TestFixture]
public sealed class RecordedLinesTests
{
    private static readonly string _requests = string.Join('\n', RecordedMessage.All.Select(Lines.Request));

    [Test]
    public void Every_message_decodes_to_its_listed_fields_in_the_order_asked()
    {
        var answers = Lines.Decoded(_requests);
        Assert.That(answers.Select(answer => (string?)answer["id"]), Is.EqualTo(RecordedMessage.All.Select(recorded => recorded.Id)));
        foreach (var (recorded, answer) in RecordedMessage.All.Zip(answers))
        {
            Assert.That(answer["error"], Is.Null, recorded.Id);
            Assert.That((string?)answer["mti"], Is.EqualTo(recorded.Decoded.GetProperty("mti").GetString()), recorded.Id);
            Assert.That(answer["elements"]!.AsObject().Select(element => int.Parse(element.Key, System.Globalization.CultureInfo.InvariantCulture)), Is.Ordered);
            Assert.That(
                answer["elements"]!.AsObject().Select(element => (element.Key, (string?)element.Value)),
                Is.EquivalentTo(recorded.Fields.Select(field => ($"{field.Key}", field.Value))), recorded.Id);
            Assert.That((string?)answer["tpdu"], Is.EqualTo(Listed(recorded, "tpdu")), recorded.Id);
            Assert.That((string?)answer["header"], Is.EqualTo(recorded.Format.Tpdu ? recorded.Decoded.GetProperty("header").GetProperty("raw").GetString() : null));
        }
    }

    [Test]
    public void Every_answer_encodes_to_the_bytes_it_came_from()
    {
        var requests = RecordedMessage.All.Zip(Lines.Decoded(_requests), (recorded, answer) =>
        {
            answer["dialect"] = "unionpay-pos";
            answer["framing"] = Lines.Framing(recorded);
            return answer.ToJsonString();
        });
        foreach (var (recorded, answer) in RecordedMessage.All.Zip(Lines.Encoded(string.Join('\n', requests))))
        {
            // One recorded host fills the odd digits of its element 60 with F; digits do not carry that, and we fill with 0.
            var wire = Convert.ToHexString(recorded.Wire).Replace("00000001003F", "000000010030", StringComparison.Ordinal);
            Assert.That((string?)answer["hex"], Is.EqualTo(wire), recorded.Id);
            Assert.That((string?)answer["id"], Is.EqualTo(recorded.Id));
        }
    }

    [Test]
    public void Nothing_secret_is_in_the_answers_unless_it_is_asked_for()
    {
        var masked = Lines.Decode(_requests, Gateway.Iso8583.Tracing.Showing.Masked);
        foreach (var recorded in RecordedMessage.All)
        {
            foreach (var element in new[] { 2, 35, 36, 48, 52, 55, 62, 64 })
            {
                if (recorded.Fields.TryGetValue(element, out var value))
                {
                    Assert.That(masked, Does.Not.Contain(value), $"{recorded.Id}, element {element}");
                }
            }
        }

        Assert.That(masked, Does.Contain("629260*********1090").And.Contain("\"55\":\"(5 bytes)\""));
    }

    private static string? Listed(RecordedMessage recorded, string name)
        => recorded.Decoded.TryGetProperty(name, out var value) ? value.GetString() : null;
}
