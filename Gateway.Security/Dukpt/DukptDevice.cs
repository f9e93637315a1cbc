namespace Gateway.Security.Dukpt;

/// <summary>What a host remembers of a device's counter, and the rules that a new KSN is held against.</summary>
/// <param name="Last">
/// The KSN that was accepted last; <see cref="KeySerialNumber.Initial"/> when there was none since its key was loaded.
/// </param>
/// <remarks>
/// <para>
/// A value without clock or store: the host keeps <see cref="Last"/> where it keeps the device, and writes it down before it
/// answers, or a message could be played again after a restart. Counters may be left out, because messages get lost; they never
/// go back.
/// </para>
/// <para>Safe from any thread. Source: ANSI X9.24-1:2009 annex A.3; ANSI X9.24-3:2017 section 6.1; PCI PIN v3.1 on key exhaustion.</para>
/// </remarks>
public readonly record struct DukptDevice(KeySerialNumber Last)
{
    /// <summary>Judges the KSN bytes of a request.</summary>
    /// <param name="ksn">The bytes as the message carries them, of any length.</param>
    /// <returns>The first verdict that applies.</returns>
    public DukptVerdict Judge(ReadOnlySpan<byte> ksn)
        => KeySerialNumber.TryRead(ksn, out var read) ? Judge(read) : DukptVerdict.WrongForm;

    /// <summary>Judges the KSN of a request.</summary>
    /// <param name="ksn">The KSN of either form.</param>
    /// <returns>The first verdict that applies.</returns>
    public DukptVerdict Judge(KeySerialNumber ksn)
    {
        if (ksn.Bytes == 0 || ksn.Algorithm != Last.Algorithm)
        {
            return DukptVerdict.WrongForm;
        }

        if (!ksn.IsOfSameKey(Last))
        {
            return DukptVerdict.WrongInitialKey;
        }

        if (!ksn.IsValid)
        {
            return ksn.Counter == 0 ? DukptVerdict.CounterZero : DukptVerdict.TooManyBits;
        }

        if (!ksn.IsAfter(Last))
        {
            return ksn == Last ? DukptVerdict.Repeated : DukptVerdict.Replayed;
        }

        return ksn.IsExhausted ? DukptVerdict.Exhausted : DukptVerdict.Accepted;
    }

    /// <summary>The device after a KSN was accepted.</summary>
    /// <param name="ksn">A KSN judged <see cref="DukptVerdict.Accepted"/>, or still served as <see cref="DukptVerdict.Exhausted"/>.</param>
    /// <returns>The value to keep from now on.</returns>
    /// <exception cref="ArgumentException">The verdict is another one; the counter would go back.</exception>
    public DukptDevice Accept(KeySerialNumber ksn) => Judge(ksn) is DukptVerdict.Accepted or DukptVerdict.Exhausted
        ? new DukptDevice(ksn)
        : throw new ArgumentException("Only a later transaction of the same device can be accepted.", nameof(ksn));
}
