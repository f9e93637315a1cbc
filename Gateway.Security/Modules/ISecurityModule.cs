using Gateway.Security.Keys;
using Gateway.Security.Pins;

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
    /// <summary>Takes in a key that arrives whole, in clear components.</summary>
    /// <param name="usage">What the key will be for.</param>
    /// <param name="owner">Whose key it is, 1 to 64 printable ASCII characters.</param>
    /// <param name="hexComponents">
    /// 1 to 3 components of the full key length, hexadecimal, spaces allowed, as ASCII; the key is their exclusive-or. The caller erases them.
    /// </param>
    /// <param name="expectedKcv">
    /// The check value of the combined key, 4 to 16 hexadecimal characters; <see langword="null"/> to skip the check.
    /// </param>
    /// <param name="ct">Cancels the call.</param>
    /// <param name="algorithm">The cipher of the key; <see langword="null"/> for single or triple DES by length.</param>
    /// <returns>The key as it may be stored, parity adjusted where its cipher has parity.</returns>
    /// <exception cref="KeyException">A component is malformed, the policy refuses the key, or the check value differs.</exception>
    /// <remarks>For one person alone; two persons use <see cref="TakeComponent"/>.</remarks>
    ValueTask<WrappedKey> ImportComponents(
        KeyUsage usage, string owner, IReadOnlyList<ReadOnlyMemory<byte>> hexComponents, string? expectedKcv, CancellationToken ct, KeyAlgorithm? algorithm = null);

    /// <summary>Takes one person's component, which waits for those of others.</summary>
    /// <param name="owner">Whose key it will be part of, 1 to 64 printable ASCII characters.</param>
    /// <param name="algorithm">The cipher of the key it will be part of.</param>
    /// <param name="hex">The component, hexadecimal, spaces allowed, as ASCII; the caller erases it.</param>
    /// <param name="expectedKcv">The check value printed with the component; <see langword="null"/> when there is none.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The component under the local master key. Nothing shows it again.</returns>
    /// <exception cref="KeyException">It is malformed, all zeros, or its check value differs.</exception>
    ValueTask<WrappedKey> TakeComponent(
        string owner, KeyAlgorithm algorithm, ReadOnlyMemory<byte> hex, string? expectedKcv, CancellationToken ct);

    /// <summary>Makes a key of the components that were taken.</summary>
    /// <param name="usage">What the key will be for.</param>
    /// <param name="components">2 or 3 components of one owner and one cipher.</param>
    /// <param name="expectedKcv">The check value of the combined key; <see langword="null"/> to skip the check.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The key as it may be stored, parity adjusted where its cipher has parity.</returns>
    /// <exception cref="KeyException">The components do not fit together, the policy refuses the key, or the check value differs.</exception>
    ValueTask<WrappedKey> CombineComponents(
        KeyUsage usage, IReadOnlyList<WrappedKey> components, string? expectedKcv, CancellationToken ct);

    /// <summary>Makes a new random key.</summary>
    /// <param name="usage">What the key will be for.</param>
    /// <param name="algorithm">Its cipher.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="owner">Whose key it is.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The key as it may be stored.</returns>
    /// <exception cref="KeyException">The usage has no keys of this cipher and length.</exception>
    ValueTask<WrappedKey> GenerateKey(KeyUsage usage, KeyAlgorithm algorithm, int bytes, string owner, CancellationToken ct);

    /// <summary>Takes in a key from a key block.</summary>
    /// <param name="usage">What the key will be for; the block must say the same.</param>
    /// <param name="owner">Whose key it is.</param>
    /// <param name="block">The key block, X9.143 (TR-31), versions B, D and E.</param>
    /// <param name="transport">The key it is under: a transport key or a zone master key.</param>
    /// <param name="allowLegacy">Whether the deprecated versions A and C are taken too.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The key as it may be stored.</returns>
    /// <exception cref="KeyException">The block does not open, carries another kind of key, or the policy refuses the key.</exception>
    ValueTask<WrappedKey> ImportKeyBlock(
        KeyUsage usage, string owner, string block, WrappedKey transport, bool allowLegacy, CancellationToken ct);

    /// <summary>Takes in a key that is encrypted and bound to nothing, as old partners send it.</summary>
    /// <param name="usage">What the key will be for.</param>
    /// <param name="owner">Whose key it is.</param>
    /// <param name="encrypted">The key in electronic code book mode: 8, 16 or 24 bytes under triple DES, 16 under SM4.</param>
    /// <param name="kcv">The check value that came with it.</param>
    /// <param name="transport">The zone or terminal master key it is under.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The key as it may be stored.</returns>
    /// <exception cref="KeyException">The check value differs or the policy refuses the key.</exception>
    /// <remarks>PCI PIN v3.1 requirement 18-3 wants key blocks instead: only for a profile that says so.</remarks>
    ValueTask<WrappedKey> ImportEncrypted(
        KeyUsage usage, string owner, ReadOnlyMemory<byte> encrypted, string kcv, WrappedKey transport, CancellationToken ct);

    /// <summary>Whether two stored keys are the same key, whoever owns them and whatever they are for.</summary>
    /// <param name="one">A key.</param>
    /// <param name="other">Another.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns><see langword="true"/> when they are; parity is of no importance.</returns>
    /// <exception cref="KeyException">One of them does not open.</exception>
    ValueTask<bool> AreSameKey(WrappedKey one, WrappedKey other, CancellationToken ct);

    /// <summary>A key as a key block for a partner or a key loading device.</summary>
    /// <param name="key">The key: a terminal's master or initial key, or a zone key.</param>
    /// <param name="transport">The key it goes under: a transport key or a zone master key; AES makes version D, triple DES version B.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The key block; it may be shown to anybody.</returns>
    /// <exception cref="KeyException">Keys of this usage never leave, or the transport key is weaker than the key.</exception>
    ValueTask<string> ExportKeyBlock(WrappedKey key, WrappedKey transport, CancellationToken ct);

    /// <summary>Lets go of everything that the module keeps of a key, because nobody is to work with it any more.</summary>
    /// <param name="key">A stored key of any usage; one of which nothing is kept is no fault.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>Done when nothing of it is kept.</returns>
    /// <remarks>
    /// It forbids nothing: whoever uses the key again has it opened again, from what is stored. A call that is under way ends with the whole key, and
    /// what it had opened is not kept. What is erased then, and what cannot be, is for the module to say.
    /// </remarks>
    ValueTask Forget(WrappedKey key, CancellationToken ct);

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

    /// <summary>Checks a MAC in constant time.</summary>
    /// <param name="key">A MAC key and how its codes are made.</param>
    /// <param name="data">The bytes that the code covers.</param>
    /// <param name="mac">The code received; anything shorter or longer than the profile's is wrong.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>Whether the code is right.</returns>
    /// <exception cref="KeyException">The key is not a MAC key, not one of the profile's cipher, or does not open.</exception>
    ValueTask<bool> VerifyMac(MacKey key, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> mac, CancellationToken ct);

    /// <summary>Computes a MAC.</summary>
    /// <param name="key">A MAC key and how its codes are made. With a key serial number, the key of the response.</param>
    /// <param name="data">The bytes to cover.</param>
    /// <param name="mac">Where the code goes; as much room as the profile's code needs.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="KeyException">The key is not a MAC key, not one of the profile's cipher, or does not open.</exception>
    ValueTask<int> GenerateMac(MacKey key, ReadOnlyMemory<byte> data, Memory<byte> mac, CancellationToken ct);

    /// <summary>Re-encrypts a PIN block for an acquirer, account number unchanged.</summary>
    /// <param name="from">What the block is under: a terminal's or an acquirer's PIN key, or a DUKPT key.</param>
    /// <param name="to">The acquirer's zone PIN key.</param>
    /// <param name="pan">The account number of the same message, 13 to 19 digits.</param>
    /// <param name="block">The encrypted block.</param>
    /// <param name="target">Where the translated block goes, exactly as long as its format has it. All zeros when there is a fault.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns><see cref="PinFault.None"/>, or why there is no translated block.</returns>
    /// <exception cref="KeyException">A key has another usage or another cipher than its format, or does not open.</exception>
    /// <remarks>Source: ISO 9564-1; PCI PIN v3.1 requirement 3 for the translations that are allowed.</remarks>
    ValueTask<PinFault> TranslatePin(
        PinKey from, PinKey to, string pan, ReadOnlyMemory<byte> block, Memory<byte> target, CancellationToken ct);

    /// <summary>Tries a translation with a PIN that is drawn for it, so that an operator sees whether two keys work together.</summary>
    /// <param name="from">A terminal's PIN key.</param>
    /// <param name="to">The acquirer's zone PIN key.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns><see cref="PinFault.None"/> when what came out opens under the acquirer's key as a block of the test's account number.</returns>
    /// <exception cref="KeyException">A key has another usage or another cipher than its format, or does not open.</exception>
    /// <remarks>It takes no block from outside: whoever could ask about blocks of his own could find out PINs.</remarks>
    ValueTask<PinFault> TestTranslation(PinKey from, PinKey to, CancellationToken ct);

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

    /// <summary>The keys of card numbers in use, as they may be stored.</summary>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The keys; until <see cref="UseCardKeys"/> those that belong to the local master key.</returns>
    ValueTask<CardKeys> CardKeys(CancellationToken ct);

    /// <summary>Puts stored keys of card numbers in use, before the first card.</summary>
    /// <param name="keys">The keys that the store's cards were sealed with.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>Done when they are in use.</returns>
    /// <exception cref="KeyException">A key has another usage, or does not open.</exception>
    ValueTask UseCardKeys(CardKeys keys, CancellationToken ct);

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
    /// <exception cref="KeyException">It was sealed for another record, with another key, or is damaged.</exception>
    ValueTask<string> OpenCard(ReadOnlyMemory<byte> @sealed, string boundTo, CancellationToken ct);
}
