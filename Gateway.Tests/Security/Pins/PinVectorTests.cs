using System.Text.Json;
using Gateway.Security.Pins;
using Gateway.Simulator.Issuing;

namespace Gateway.Tests.Security.Pins;

/// <summary>Every known answer about PIN blocks, through public types.</summary>
[TestFixture]
public sealed class PinVectorTests
{
    private const string Topic = "pin-block";

    private static readonly Dictionary<string, Action<JsonElement>> _checks = new()
    {
        ["encode"] = known => Encodes(known, "block", whole: true),
        ["encode_prefix"] = known => Encodes(known, "prefix", whole: false),
        ["iso4_pin_field"] = PinFieldComesOut,
        ["iso4_pin_field_prefix"] = known => Encodes(known, "prefix", whole: false),
        ["iso4_pan_field"] = PanFieldComesOut,
        ["decode"] = known => Decodes(known, "block"),
        ["iso4_decode_pin_field"] = known => Decodes(known, "field"),
        ["decrypt"] = known => Decrypts(known, Pan(known)),
        ["iso4_decrypt"] = known => Decrypts(known, Pan(known)),

        // Without a check digit, which takes no part: any digit stands for it.
        ["decrypt_acct12"] = known => Decrypts(known, known.In().Text("account12") + "0"),
        ["translate"] = Translates,
    };

    private static readonly Dictionary<string, PinBlockFault> _faults = new()
    {
        ["length"] = PinBlockFault.Length,
        ["pan"] = PinBlockFault.Pan,
        ["control-field"] = PinBlockFault.ControlField,
        ["pin-length"] = PinBlockFault.PinLength,
        ["filler"] = PinBlockFault.Filler,
        ["pin-digit"] = PinBlockFault.PinDigit,
    };

    private static IEnumerable<TestCaseData> Known => CryptoCases.Of(Topic, [.. _checks.Keys]);

    [Test]
    public void Every_operation_of_the_topic_is_run() => Assert.That(CryptoCases.Operations(Topic), Is.EquivalentTo(_checks.Keys));

    [TestCaseSource(nameof(Known))]
    public void The_known_answer_comes_out(JsonElement known) => _checks[known.Text("op")](known);

    private static void Encodes(JsonElement known, string name, bool whole)
    {
        var format = Format(known);
        var pin = known.In().Text("pin");
        var pan = Pan(known) ?? SecurityBench.Pan;
        if (known.IsRefused())
        {
            Assert.That(PinBlock.CheckEntry(format, pin, pan), Is.EqualTo(_faults[known.Out().Text("error")]));
            var refusal = Assert.Throws<ArgumentException>(() => PinBlock.Encode(format, pin, pan));
            Assert.That(refusal.ToString(), Does.Not.Contain(pin).And.Not.Contain(pan));
            return;
        }

        var block = Convert.ToHexString(PinBlock.Encode(format, pin, pan));
        Assert.That(block, whole ? Is.EqualTo(known.Out().Text(name)) : Does.StartWith(known.Out().Text(name)));
    }

    private static void PinFieldComesOut(JsonElement known)
    {
        byte[] Act() => Iso4Fields.PinField(known.In().Text("pin"), known.In().Hex("random"));
        if (known.IsRefused())
        {
            Assert.Throws<ArgumentException>(() => Act());
            var fault = PinBlock.CheckEntry(PinBlockFormat.Iso4, known.In().Text("pin"), "0");
            Assert.That(fault, Is.EqualTo(_faults[known.Out().Text("error")]));
            return;
        }

        Assert.That(Act(), Is.EqualTo(known.Out().Hex("field")));
    }

    private static void PanFieldComesOut(JsonElement known)
    {
        byte[] Act() => Iso4Fields.PanField(known.In().Text("pan"));
        if (known.IsRefused())
        {
            Assert.Throws<ArgumentException>(() => Act());
            var fault = PinBlock.CheckEntry(PinBlockFormat.Iso4, "1234", known.In().Text("pan"));
            Assert.That(fault, Is.EqualTo(_faults[known.Out().Text("error")]));
            return;
        }

        Assert.That(Act(), Is.EqualTo(known.Out().Hex("field")));
    }

    private static void Decodes(JsonElement known, string name)
        => Reads(known, (ClearPin.Read(Format(known), Bytes(known, name), Pan(known), out var pin), pin));

    private static void Decrypts(JsonElement known, string? pan)
        => Reads(known, (ClearPin.Decrypt(Format(known), known.In().Hex("key"), Bytes(known, "block"), pan, out var pin), pin));

    private static void Reads(JsonElement known, (PinBlockFault? Fault, string Pin) answer)
    {
        if (!known.IsRefused())
        {
            Assert.That(answer, Is.EqualTo(((PinBlockFault?)null, known.Out().Text("pin"))));
            return;
        }

        // Under a wrong account number both digits and filler may be wrong; either is right.
        var expected = _faults[known.Out().Text("error")];
        PinBlockFault?[] right = expected is PinBlockFault.Filler or PinBlockFault.PinDigit && Pan(known) is not null
            ? [PinBlockFault.Filler, PinBlockFault.PinDigit]
            : [expected];
        Assert.That(answer.Fault, Is.AnyOf(right.Cast<object>().ToArray()));
        Assert.That(answer.Pin, Is.Empty);
    }

    private static void Translates(JsonElement known)
    {
        var (from, to) = (Format(known, "from"), Format(known, "to"));
        var target = new byte[PinBlock.BytesOf(to)];
        var fault = EncryptedPinBlock.Translate(
            from, known.In().Hex("in_key"), to, known.In().Hex("out_key"), Pan(known), Bytes(known, "in_block"), target);
        if (known.IsRefused())
        {
            Assert.That(fault, Is.Not.EqualTo(PinFault.None));
            Assert.That(target, Is.All.Zero);
            return;
        }

        Assert.That(fault, Is.EqualTo(PinFault.None));
        if (to is PinBlockFormat.Iso0 or PinBlockFormat.UnionPaySm4)
        {
            Assert.That(target, Is.EqualTo(known.Out().Hex("out_block")));
        }

        // What has random filler holds the same PIN as the expected block.
        var key = known.In().Hex("out_key");
        Assert.That(ClearPin.Decrypt(to, key, target, Pan(known), out var moved), Is.Null);
        Assert.That(ClearPin.Decrypt(to, key, known.Out().Hex("out_block"), Pan(known), out var expected), Is.Null);
        Assert.That(moved, Is.EqualTo(expected));
    }

    private static PinBlockFormat Format(JsonElement known, string name = "format")
        => known.In().TryGetProperty(name, out var format) ? (PinBlockFormat)format.GetInt32() : PinBlockFormat.Iso4;

    private static string? Pan(JsonElement known) => known.In().TryGetProperty("pan", out var pan) ? pan.GetString() : null;

    // Some blocks that are too short end in the middle of a byte.
    private static byte[] Bytes(JsonElement known, string name)
    {
        var text = known.In().Text(name);
        return Convert.FromHexString(text[..^(text.Length % 2)]);
    }
}
