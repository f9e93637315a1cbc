using Gateway.Security.Keys;

namespace Gateway.Security.Macs;

/// <summary>One code at a time, for simulators and tests. Who has many messages under a key keeps a <see cref="MacEngine"/>.</summary>
/// <remarks>Safe from any thread.</remarks>
public static class Mac
{
    /// <summary>Computes the code of some data.</summary>
    /// <param name="profile">What the two parties agreed on.</param>
    /// <param name="key">The clear key, as <see cref="MacEngine"/> takes it.</param>
    /// <param name="data">The bytes to cover, any number.</param>
    /// <returns>The code as it stands in the message, <see cref="MacProfile.SentBytes"/> bytes.</returns>
    /// <exception cref="ArgumentException">The profile is impossible; the text is its first fault.</exception>
    /// <exception cref="KeyException">The key has a length that the profile does not take.</exception>
    public static byte[] Compute(MacProfile profile, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        using var engine = new MacEngine(profile, key);
        var mac = new byte[profile.SentBytes];
        engine.Compute(data, mac);
        return mac;
    }

    /// <summary>Checks a received code as <see cref="MacEngine.Verify"/> does.</summary>
    /// <param name="profile">What the two parties agreed on.</param>
    /// <param name="key">The clear key, as <see cref="MacEngine"/> takes it.</param>
    /// <param name="data">The bytes that the code covers.</param>
    /// <param name="mac">The code as it stood in the message.</param>
    /// <returns>Whether the code is right.</returns>
    /// <exception cref="ArgumentException">The profile is impossible; the text is its first fault.</exception>
    /// <exception cref="KeyException">The key has a length that the profile does not take.</exception>
    public static bool Verify(MacProfile profile, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac)
    {
        using var engine = new MacEngine(profile, key);
        return engine.Verify(data, mac);
    }
}
