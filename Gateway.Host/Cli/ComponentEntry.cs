using System.CommandLine;
using System.Security.Cryptography;
using Gateway.Security.Keys;

namespace Gateway.Host.Cli;

/// <summary>Typing a component of a key: nothing is echoed, the check value is shown and confirmed, and the digits are erased.</summary>
internal static class ComponentEntry
{
    private const int MostDigits = 256;

    /// <summary>key component.</summary>
    public static Command Command(Option<string> usage, Option<string> owner, Option<string> algorithm, CommonOptions common, ClientOptions client)
    {
        var of = new Option<int>("--of") { Description = "How many components the key has, 2 or 3.", DefaultValueFactory = _ => 2 };
        var kcv = new Option<string?>("--kcv") { Description = "Check value printed with the component. Without it the value is shown and you confirm it." };
        var keyKcv = new Option<string?>("--key-kcv") { Description = "Check value of the whole key; looked at with the last component." };
        return EstateVerbs.Verb(
            "component", "Enters one component of a key, typed without echo or from standard input. Another person enters the next.", [],
            [usage, owner, algorithm, of, kcv, keyKcv], common, client, async (gateway, parsed) =>
            {
                var digits = GC.AllocateArray<byte>(MostDigits, pinned: true);
                try
                {
                    var length = Read(digits);
                    Confirm(parsed.GetValue(algorithm)!, digits.AsSpan(0, length), parsed.GetValue(kcv));
                    Output.Facts(
                        await gateway.PostComponent(digits.AsMemory(0, length), new Dictionary<string, object?>
                        {
                            ["usage"] = parsed.GetValue(usage),
                            ["owner"] = parsed.GetValue(owner),
                            ["algorithm"] = parsed.GetValue(algorithm),
                            ["of"] = parsed.GetValue(of),
                            ["kcv"] = parsed.GetValue(kcv),
                            ["keyKcv"] = parsed.GetValue(keyKcv),
                            ["by"] = Environment.UserName,
                        }),
                        "entered", "of", "componentKcv", "keyKcv");
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(digits);
                }
            });
    }

    /// <summary>key kcv: the check value of what is typed, for diagnosis; nothing is sent anywhere.</summary>
    public static Command CheckValue(Option<string> algorithm)
    {
        var command = new Command("kcv", "Says the check value of a key or component that is typed without echo; nothing is sent anywhere.") { algorithm };
        command.SetAction((parsed, _) => CommandLine.Guard(() =>
        {
            var digits = GC.AllocateArray<byte>(MostDigits, pinned: true);
            try
            {
                Output.Line(Kcv(parsed.GetValue(algorithm)!, digits.AsSpan(0, Read(digits))));
                return Task.FromResult(ExitCode.Done);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(digits);
            }
        }));
        return command;
    }

    private static void Confirm(string algorithm, ReadOnlySpan<byte> digits, string? told)
    {
        var kcv = Kcv(algorithm, digits);
        if (told is not null)
        {
            return;
        }

        if (Console.IsInputRedirected)
        {
            throw new CommandFailedException(ExitCode.Usage, $"The component has check value {kcv}; say with --kcv that this is right, because nobody can be asked.");
        }

        Console.Error.Write($"The component has check value {kcv}. Is that what is printed with it? [y/N] ");
        if (Console.ReadLine() is not ("y" or "Y"))
        {
            throw new CommandFailedException(ExitCode.Refused, "Nothing was sent.");
        }
    }

    private static string Kcv(string algorithm, ReadOnlySpan<byte> digits)
    {
        var cipher = Enum.GetValues<KeyAlgorithm>().Cast<KeyAlgorithm?>().FirstOrDefault(known => known.ToString() == algorithm)
            ?? throw new CommandFailedException(ExitCode.Usage, $"Algorithm '{algorithm}' is unknown; there are {string.Join(", ", Enum.GetNames<KeyAlgorithm>())}.");
        var key = GC.AllocateArray<byte>(MostDigits / 2, pinned: true);
        try
        {
            return Convert.FromHexString(digits, key, out _, out var bytes) == System.Buffers.OperationStatus.Done
                ? KeyCheckValue.Compute(cipher, key.AsSpan(0, bytes))
                : throw new CommandFailedException(ExitCode.Usage, "What was typed is not hexadecimal.");
        }
        catch (KeyException refused)
        {
            throw new CommandFailedException(ExitCode.Usage, refused.Message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Reads digits up to the end of the line, dropping white space; never echoes.</summary>
    private static int Read(Span<byte> digits)
    {
        var count = 0;
        var isTyped = !Console.IsInputRedirected;
        if (isTyped)
        {
            Console.Error.Write("Component, not shown: ");
        }

        while (Next(isTyped) is >= 0 and var character && character is not ('\r' or '\n'))
        {
            if (isTyped && character is '\b' or '\x7F')
            {
                count = Math.Max(0, count - 1);
            }
            else if (!char.IsWhiteSpace((char)character))
            {
                digits[count] = character < 0x80 && count < digits.Length - 1 ? (byte)character : throw Unreadable();
                count++;
            }
        }

        if (isTyped)
        {
            Console.Error.WriteLine();
        }

        return count;
    }

    private static int Next(bool isTyped) => isTyped ? Console.ReadKey(intercept: true).KeyChar : Console.In.Read();

    private static CommandFailedException Unreadable() => new(ExitCode.Usage, "What was typed is no component.");
}
