namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Makes a dialect file from what another ISO 8583 program is configured with.</summary>
/// <remarks>
/// An import never guesses in silence: what it leaves out or decides is in the notes. Nothing outside the given text is read: no document
/// type, no entity, no address.
/// </remarks>
public static class DialectImport
{
    /// <summary>Reads the XML of a jPOS GenericPackager.</summary>
    /// <param name="xml">The text, at most 4 Mi characters; its root is <c>isopackager</c>.</param>
    /// <param name="name">What the dialect is to be called; not blank.</param>
    /// <returns>The dialect and the notes.</returns>
    /// <exception cref="DialectException">The text is not such a file; line and character are named.</exception>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    /// <remarks>Source: the behaviour of the jPOS field packager classes, which is what such a file names.</remarks>
    public static ImportedDialect FromGenericPackager(string xml, string name)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new JposPackager(name).Read(xml);
    }

    /// <summary>Reads a moov-io/iso8583 specification in JSON.</summary>
    /// <param name="json">The text; it has an object <c>fields</c> whose names are element numbers.</param>
    /// <param name="name">What the dialect is to be called; not blank.</param>
    /// <returns>The dialect and the notes.</returns>
    /// <exception cref="DialectException">The text is not such a file; line and byte, or the field, are named.</exception>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    /// <remarks>Source: the names and the behaviour of that library's encodings, prefixes and paddings.</remarks>
    public static ImportedDialect FromMoov(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new MoovSpec(name).Read(json);
    }

    /// <summary>Reads the XML configuration of j8583 or n8583 (NetCore8583).</summary>
    /// <param name="xml">The text, at most 4 Mi characters; its root is <c>j8583-config</c> or <c>n8583-config</c>.</param>
    /// <param name="name">What the dialect is to be called; not blank.</param>
    /// <returns>The dialect and the notes.</returns>
    /// <exception cref="DialectException">The text is not such a file; line and character are named.</exception>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    /// <remarks>Such a file does not say whether messages are binary; the import takes the libraries' own default, text.</remarks>
    public static ImportedDialect FromJ8583(string xml, string name)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new J8583Config(name).Read(xml);
    }
}
