using Gateway.Security.Keys;

namespace Gateway.Security.Modules;

/// <summary>The only place where keys, PINs and card numbers are worked on; a hardware module can stand in for the software one.</summary>
/// <remarks>
/// <para>All methods are safe from any thread, and none returns a clear key or a clear PIN.</para>
/// <para>
/// A key of the wrong usage, or a stored key that does not open, is a <see cref="KeyException"/>. What a peer sent (a wrong
/// MAC, an unreadable PIN block or track) is never an exception but part of the answer.
/// </para>
/// </remarks>
public interface ISecurityModule
{
    /// <summary>Takes in a key that arrives in clear components, each known to one person.</summary>
    /// <param name="usage">What the key will be for.</param>
    /// <param name="owner">Whose key it is, 1 to 64 characters.</param>
    /// <param name="hexComponents">
    /// 1 to 3 components of the full key length, hexadecimal, spaces allowed; the key is their exclusive-or.
    /// </param>
    /// <param name="expectedKcv">
    /// The check value of the combined key, 4 to 16 hexadecimal characters; <see langword="null"/> to skip the check.
    /// </param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The key as it may be stored, parity adjusted.</returns>
    /// <exception cref="KeyException">A component is malformed, the policy refuses the key, or the check value differs.</exception>
    ValueTask<WrappedKey> ImportComponents(
        KeyUsage usage, string owner, IReadOnlyList<string> hexComponents, string? expectedKcv, CancellationToken ct);

    /// <summary>Makes new random working keys for the owner of a terminal master key.</summary>
    /// <param name="terminalMaster">The terminal's master key.</param>
    /// <param name="set">Which keys the terminal asked for.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <param name="macKeyBytes">
    /// Length of the MAC key, 16 or 8, for the double-length sets; an 8-byte key travels with eight zero bytes after it.
    /// <see cref="WorkingKeySet.SinglePinless"/> always has 8.
    /// </param>
    /// <returns>The keys to store and the field to send.</returns>
    /// <exception cref="KeyException">The key is not a terminal master key, or does not open.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The set is unknown or the length is neither 8 nor 16.</exception>
    ValueTask<IssuedKeys> IssueWorkingKeys(WrappedKey terminalMaster, WorkingKeySet set, CancellationToken ct, int macKeyBytes = 16);

    /// <summary>Checks a UnionPay MAC in constant time.</summary>
    /// <param name="key">A terminal's MAC key.</param>
    /// <param name="data">The bytes that the code covers.</param>
    /// <param name="mac">The code received: exactly 8 ASCII characters, anything shorter or longer is wrong.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>Whether the code is right.</returns>
    /// <exception cref="KeyException">The key is not a MAC key, or does not open.</exception>
    ValueTask<bool> VerifyMac(WrappedKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> mac, CancellationToken ct);

    /// <summary>Computes a UnionPay MAC.</summary>
    /// <param name="key">A terminal's MAC key.</param>
    /// <param name="data">The bytes to cover.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>8 ASCII characters.</returns>
    /// <exception cref="KeyException">The key is not a MAC key, or does not open.</exception>
    ValueTask<byte[]> GenerateMac(WrappedKey key, ReadOnlyMemory<byte> data, CancellationToken ct);

    /// <summary>Re-encrypts a format 0 PIN block for an acquirer, account number unchanged.</summary>
    /// <param name="from">The key the block is under: a terminal or zone PIN key.</param>
    /// <param name="to">The acquirer's zone PIN key.</param>
    /// <param name="pan">The account number of the same message, 13 to 19 digits.</param>
    /// <param name="block">The encrypted block, 8 bytes.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The block under the other key, or the fault.</returns>
    /// <exception cref="KeyException">A key has another usage, or does not open.</exception>
    /// <remarks>Source: ISO 9564-1 format 0; PCI PIN v3.1 requirement 3 for the translation that is allowed.</remarks>
    ValueTask<PinTranslation> TranslatePin(
        WrappedKey from, WrappedKey to, string pan, ReadOnlyMemory<byte> block, CancellationToken ct);

    /// <summary>Decrypts the encrypted part of UnionPay track 2 or 3 data.</summary>
    /// <param name="key">A terminal's track key.</param>
    /// <param name="track">The track as read from the message, hexadecimal; '=' is taken as the separator nibble D.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>
    /// The clear track, digits and '='; empty when the text is no encrypted track or decrypts to anything else, as a wrong key makes it.
    /// The caller compares its account number with DE 2.
    /// </returns>
    /// <exception cref="KeyException">The key is not a track key, or does not open.</exception>
    ValueTask<string> DecryptTrack(WrappedKey key, string track, CancellationToken ct);

    /// <summary>A keyed hash by which the same card is recognised without keeping its number.</summary>
    /// <param name="pan">The account number, 12 to 19 digits.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>22 characters of base64url: HMAC-SHA-256, cut to 16 bytes.</returns>
    /// <exception cref="ArgumentException">The account number has another shape; the text does not repeat it.</exception>
    ValueTask<string> Fingerprint(string pan, CancellationToken ct);

    /// <summary>Encrypts an account number for as long as a reversal, refund or settlement can still need it.</summary>
    /// <param name="pan">The account number, 12 to 19 digits.</param>
    /// <param name="boundTo">The record it belongs to; the sealed number opens for no other.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>A sealed value of the same length for every account number, different at every call.</returns>
    /// <exception cref="ArgumentException">The account number has another shape; the text does not repeat it.</exception>
    ValueTask<byte[]> SealCard(string pan, string boundTo, CancellationToken ct);

    /// <summary>Opens what <see cref="SealCard"/> made.</summary>
    /// <param name="sealed">The sealed value.</param>
    /// <param name="boundTo">The record it was sealed for.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The account number in clear.</returns>
    /// <exception cref="KeyException">It was sealed for another record, under another local master key, or is damaged.</exception>
    ValueTask<string> OpenCard(ReadOnlyMemory<byte> @sealed, string boundTo, CancellationToken ct);
}
