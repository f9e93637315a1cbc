using System.Buffers;
using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>Combines the clear components of a key, each of the key's full length.</summary>
/// <remarks>
/// <para>
/// The result keeps whatever parity it has: the exclusive-or of an even number of odd-parity components has even parity.
/// <see cref="KeyPolicy.AdjustParity"/> makes a DES or triple DES key odd again; keys of other ciphers have no parity.
/// </para>
/// <para>Safe from any thread. Source: ANSI X9.24-1, key components of full length combined by exclusive-or.</para>
/// </remarks>
public static class KeyComponents
{
    /// <summary>Most bytes of a component, 32: an AES-256 key.</summary>
    public const int MaxBytes = 32;

    private const int Step = 8;

    // 64 digits with as much white space between them as anybody types.
    private const int MostTyped = 256;

    /// <summary>The exclusive-or of all components.</summary>
    /// <param name="components">One or more components of one length: 8, 16, 24 or 32 bytes.</param>
    /// <returns>The key in a pinned array, which the caller erases.</returns>
    /// <exception cref="KeyException">
    /// There is no component, one has an impossible or another length, or one of several is all zeros; its number is named.
    /// </exception>
    public static byte[] Combine(IReadOnlyList<ReadOnlyMemory<byte>> components)
    {
        if (components.Count == 0)
        {
            throw new KeyException("A key needs at least one component.");
        }

        for (var number = 1; number <= components.Count; number++)
        {
            if (Fault(components, number) is { } fault)
            {
                throw new KeyException(fault);
            }
        }

        var key = GC.AllocateArray<byte>(components[0].Length, pinned: true);
        foreach (var component in components)
        {
            BlockModes.Combine(key, component.Span);
        }

        return key;
    }

    /// <summary>The exclusive-or of all components as they were typed.</summary>
    /// <param name="components">
    /// Components of 16, 32, 48 or 64 hexadecimal characters. They are printed in groups: white space is dropped.
    /// </param>
    /// <returns>The key in a pinned array, which the caller erases.</returns>
    /// <exception cref="KeyException">As above, or a component is not hexadecimal.</exception>
    public static byte[] Combine(IReadOnlyList<string> components)
    {
        var read = new byte[components.Count][];
        try
        {
            for (var at = 0; at < read.Length; at++)
            {
                read[at] = Read(components[at]);
            }

            return Combine([.. read.Select(part => new ReadOnlyMemory<byte>(part))]);
        }
        finally
        {
            foreach (var part in read)
            {
                CryptographicOperations.ZeroMemory(part);
            }
        }
    }

    /// <summary>The exclusive-or of all components as they were typed, as ASCII and without a string on the way.</summary>
    internal static byte[] CombineTyped(IReadOnlyList<ReadOnlyMemory<byte>> ascii)
    {
        var read = new byte[ascii.Count][];
        try
        {
            for (var at = 0; at < read.Length; at++)
            {
                read[at] = Read(ascii[at].Span);
            }

            return Combine([.. read.Select(part => new ReadOnlyMemory<byte>(part))]);
        }
        finally
        {
            foreach (var part in read)
            {
                CryptographicOperations.ZeroMemory(part);
            }
        }
    }

    private static string? Fault(IReadOnlyList<ReadOnlyMemory<byte>> components, int number)
    {
        var part = components[number - 1].Span;
        return part.Length switch
        {
            0 or > MaxBytes => Shape(number),
            var length when length % Step != 0 => Shape(number),
            var length when length != components[0].Length => $"Component {number} has another length than component 1.",
            _ when components.Count > 1 && !part.ContainsAnyExcept((byte)0)
                => $"Component {number} is all zeros, which leaves the key to the others.",
            _ => null,
        };
    }

    private static string Shape(int number) => $"Component {number} must be 16, 32, 48 or 64 hexadecimal characters.";

    /// <summary>One component as it was typed, in a pinned array that the caller erases; empty when the text is none.</summary>
    internal static byte[] Read(ReadOnlySpan<byte> ascii)
    {
        Span<char> text = stackalloc char[MostTyped];
        if (ascii.Length > text.Length)
        {
            return [];
        }

        System.Text.Encoding.Latin1.GetChars(ascii, text);
        var component = Read(text[..ascii.Length]);
        text.Clear();
        return component;
    }

    // Empty when the text is no component, which Fault then says with its number.
    private static byte[] Read(ReadOnlySpan<char> component)
    {
        Span<char> digits = stackalloc char[2 * MaxBytes];
        var count = 0;
        foreach (var character in component)
        {
            if (char.IsWhiteSpace(character))
            {
                continue;
            }

            if (count == digits.Length)
            {
                digits.Clear();
                return [];
            }

            digits[count++] = character;
        }

        var part = GC.AllocateArray<byte>(count / 2, pinned: true);
        var valid = count % 2 == 0
            && Convert.FromHexString(digits[..count], part, out _, out _) == OperationStatus.Done;
        digits.Clear();
        if (valid)
        {
            return part;
        }

        CryptographicOperations.ZeroMemory(part);
        return [];
    }
}
