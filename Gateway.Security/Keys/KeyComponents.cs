using System.Buffers;
using System.Security.Cryptography;

namespace Gateway.Security.Keys;

/// <summary>Combines the clear components of a key.</summary>
/// <remarks>Source: ANSI X9.24-1, key components of full length combined by exclusive-or.</remarks>
internal static class KeyComponents
{
    private const int MaxBytes = 24;

    /// <summary>The exclusive-or of all components in a pinned array, which the caller erases.</summary>
    internal static byte[] Combine(IReadOnlyList<string> components)
    {
        Span<byte> part = stackalloc byte[MaxBytes];
        byte[]? key = null;
        for (var number = 1; number <= components.Count; number++)
        {
            var length = Read(components[number - 1], part);
            var fault = length switch
            {
                0 => $"Component {number} must be 16, 32 or 48 hexadecimal characters.",
                _ when key is not null && length != key.Length => $"Component {number} has another length than component 1.",
                _ when components.Count > 1 && !part[..length].ContainsAnyExcept((byte)0)
                    => $"Component {number} is all zeros, which leaves the key to the others.",
                _ => null,
            };
            if (fault is not null)
            {
                CryptographicOperations.ZeroMemory(part);
                CryptographicOperations.ZeroMemory(key);
                throw new KeyException(fault);
            }

            key ??= GC.AllocateArray<byte>(length, pinned: true);
            for (var at = 0; at < length; at++)
            {
                key[at] ^= part[at];
            }
        }

        CryptographicOperations.ZeroMemory(part);
        return key ?? throw new KeyException("A key needs at least one component.");
    }

    // Components are printed in groups: white space between digits is dropped.
    private static int Read(string component, Span<byte> part)
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
                return 0;
            }

            digits[count++] = character;
        }

        var valid = count is 16 or 32 or 48
            && Convert.FromHexString(digits[..count], part, out _, out _) == OperationStatus.Done;
        digits.Clear();
        return valid ? count / 2 : 0;
    }
}
