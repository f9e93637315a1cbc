using Gateway.Iso8583.Messages;

namespace Gateway.Tests.Iso8583.Messages;

[TestFixture]
public sealed class MessageTypeTests
{
    [TestCase("0200", "0210")]
    [TestCase("0201", "0210")]
    [TestCase("0220", "0230")]
    [TestCase("0401", "0410")]
    [TestCase("0402", "0412")]
    [TestCase("0421", "0430")]
    [TestCase("0820", "0830")]
    public void Response_follows_the_request_and_clears_the_repeat(string request, string response)
        => Assert.That(MessageType.Parse(request).Response(), Is.EqualTo(MessageType.Parse(response)));

    [Test]
    public void Answer_has_no_answer()
        => Assert.That(() => MessageType.Parse("0210").Response(), Throws.InvalidOperationException);

    [Test]
    public void Repeat_is_marked_once()
    {
        Assert.That(MessageType.Parse("0420").Repeat().ToString(), Is.EqualTo("0421"));
        Assert.That(MessageType.Parse("0421").Repeat().ToString(), Is.EqualTo("0421"));
        Assert.That(MessageType.Parse("0420").IsRepeat, Is.False);
        Assert.That(MessageType.Parse("0421").IsRepeat, Is.True);
    }

    [Test]
    public void Digits_mean_class_and_function()
    {
        var type = MessageType.Parse("0430");
        Assert.That((type.Value, type.Class, type.Function, type.IsRequest), Is.EqualTo((430, 4, 3, false)));
        Assert.That(MessageType.Parse("0800").IsRequest, Is.True);
    }

    [Test]
    public void Every_type_prints_as_it_was_read()
    {
        for (var value = 0; value <= 9999; value++)
        {
            var digits = $"{value:D4}";
            Assert.That(MessageType.Parse(digits).ToString(), Is.EqualTo(digits));
        }
    }

    [TestCase("")]
    [TestCase("200")]
    [TestCase("02000")]
    [TestCase("02O0")]
    [TestCase(" 200")]
    [TestCase("+200")]
    [TestCase("０２００")]
    public void Anything_but_four_decimal_digits_is_refused(string text)
    {
        Assert.That(MessageType.TryParse(text, out var type), Is.False);
        Assert.That(type, Is.EqualTo(default(MessageType)));
        Assert.That(() => MessageType.Parse(text), Throws.InstanceOf<FormatException>());
    }
}
