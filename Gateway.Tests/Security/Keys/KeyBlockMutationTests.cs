using System.Text.Json;
using Gateway.Security.Keys;
using Gateway.Security.Keys.Blocks;
using Gateway.Tests.Proving;

namespace Gateway.Tests.Security.Keys;

/// <summary>Whatever is changed in a block or its protection key, the block does not open; and no text does anything worse.</summary>
[TestFixture]
public sealed class KeyBlockMutationTests
{
    private const ulong Seed = 20_260_101;
    private const int Texts = 20_000;
    private const int LongBlock = 1000;

    [TestCaseSource(typeof(CryptoCases), nameof(CryptoCases.Of), new object[] { "key-block", new[] { "unwrap" } })]
    public void Any_other_character_closes_a_block(JsonElement known)
    {
        var (kbpk, block) = (known.In().Hex("kbpk"), known.In().Text("block"));
        if (known.IsRefused() || block.Length > LongBlock)
        {
            return;
        }

        var dice = new SplitMix(Seed);
        for (var at = 0; at < block.Length; at++)
        {
            Refused(kbpk, Changed(block, at, Other(block[at], dice)), $"seed {Seed}, character {at}");
            if (char.IsAsciiLetter(block[at]))
            {
                Refused(kbpk, Changed(block, at, (char)(block[at] ^ 0x20)), $"case of character {at}");
            }
        }
    }

    [TestCase('B')]
    [TestCase('D')]
    [TestCase('E')]
    public void Every_character_in_every_place_closes_a_block(char version)
    {
        var block = KeyBlockBench.Wrap(
            KeyBlockBench.Header(version, blocks: new OptionalBlock(OptionalBlock.Label, "T0000001")), KeyBlockBench.DoubleKey);
        for (var at = 0; at < block.Length; at++)
        {
            for (var character = '\0'; character < 0x100; character++)
            {
                if (character != block[at])
                {
                    Refused(KeyBlockBench.ProtectionKey(version), Changed(block, at, character), $"character {at} is {(int)character}");
                }
            }
        }
    }

    [Test]
    public void Every_bit_of_the_protection_key_closes_a_block([Values('B', 'D', 'E')] char version)
    {
        var kbpk = KeyBlockBench.ProtectionKey(version);
        var block = KeyBlockBench.Wrap(KeyBlockBench.Header(version), KeyBlockBench.DoubleKey);
        for (var bit = 0; bit < 8 * kbpk.Length; bit++)
        {
            if (version == 'B' && bit % 8 == 0)
            {
                continue;
            }

            var other = kbpk.ToArray();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(other, block, $"bit {bit}");
        }
    }

    [Test]
    public void A_shortened_or_lengthened_block_is_refused([Values('B', 'D', 'E')] char version)
    {
        var kbpk = KeyBlockBench.ProtectionKey(version);
        var block = KeyBlockBench.Wrap(KeyBlockBench.Header(version), KeyBlockBench.DoubleKey);
        for (var length = 0; length < block.Length; length++)
        {
            Refused(kbpk, block[..length], $"{length} characters");
            Refused(kbpk, $"{version}{length:D4}{block[5..]}"[..length], $"{length} declared characters");
        }

        Refused(kbpk, block + "00", "two characters more");
        Refused(kbpk, block + new string('0', 32), "a block more");
    }

    [Test]
    public void Any_text_is_a_key_block_or_a_sentence()
    {
        var dice = new SplitMix(Seed);
        var seed = KeyBlockBench.Wrap(
            KeyBlockBench.Header('D', blocks: new OptionalBlock(OptionalBlock.Label, new string('x', 300))), KeyBlockBench.DoubleKey);
        for (var number = 0; number < Texts; number++)
        {
            var text = number % 2 == 0 ? Nonsense(dice) : Damaged(seed, dice);
            try
            {
                KeyBlockReader.Unwrap(KeyBlockBench.ProtectionKey(text.Length > 0 ? text[0] : 'D'), text, KeyBlockBench.Lenient).Dispose();
            }
            catch (KeyException fault)
            {
                Assert.That(fault.Message, Does.EndWith("."));
            }
            catch (Exception fault)
            {
                Assert.Fail($"Seed {Seed}, text {number}: {fault}");
            }
        }
    }

    private static void Refused(byte[] kbpk, string block, string what)
        => Assert.Throws<KeyException>(() => KeyBlockReader.Unwrap(kbpk, block, KeyBlockBench.Lenient).Dispose(), what);

    private static string Changed(string block, int at, char character)
        => string.Concat(block.AsSpan(0, at), [character], block.AsSpan(at + 1));

    private static char Other(char character, SplitMix dice)
    {
        var other = (char)(' ' + dice.Below(95));
        return other == character ? (char)(other ^ 1) : other;
    }

    private static string Nonsense(SplitMix dice)
    {
        const string letters = "ABCDE0123456789PB KSTN\u0000\u00e9\uffff";
        var text = new char[dice.Below(200)];
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = letters[dice.Below(letters.Length)];
        }

        var body = new string(text);
        return dice.Below(2) == 0 ? body : $"{letters[dice.Below(5)]}{body.Length + 16:D4}P0TE00N0{dice.Below(4)}00{body}";
    }

    private static string Damaged(string seed, SplitMix dice)
    {
        var text = seed;
        for (var time = dice.Below(4); time >= 0; time--)
        {
            var at = dice.Below(Math.Min(text.Length, 32));
            text = dice.Below(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, "0"),
                _ => Changed(text, at, Other(text[at], dice)),
            };
        }

        return text;
    }
}
