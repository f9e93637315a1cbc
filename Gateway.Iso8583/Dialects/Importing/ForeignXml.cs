using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads XML from outside without trusting it.</summary>
/// <remarks>
/// A document type is stepped over, because such files begin with one; it is neither fetched nor read, so that no entity exists but the
/// five of XML itself. Size and depth are bounded.
/// </remarks>
internal static class ForeignXml
{
    private const int MaxCharacters = 4 * 1024 * 1024;
    private const int MaxDepth = 32;

    internal static XElement Load(string xml, string origin, params string[] roots)
    {
        if (xml.Length > MaxCharacters)
        {
            throw new DialectException(origin, ["The text is longer than 4 Mi characters, which no such file is."]);
        }

        try
        {
            RefuseDepth(xml, origin);
            using var reader = Open(xml);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            return roots.Contains(root.Name.LocalName)
                ? root
                : throw Fault(origin, root, $"the root is not {string.Join(" or ", roots.Select(name => $"<{name}>"))}");
        }
        catch (XmlException damage)
        {
            // The reader's own sentence can quote the text, so it is not passed on.
            var place = string.Create(CultureInfo.InvariantCulture, $"line {damage.LineNumber}, character {damage.LinePosition}");
            throw new DialectException(origin, [$"The text is not XML, or uses an entity, which is never resolved: it stops at {place}."]);
        }
    }

    /// <summary>A fault at an element of the file.</summary>
    internal static DialectException Fault(string origin, XElement at, string fault)
    {
        IXmlLineInfo place = at;
        var where = string.Create(CultureInfo.InvariantCulture, $"line {place.LineNumber}, character {place.LinePosition}");
        return new DialectException(origin, [$"At {where}, {fault}."]);
    }

    /// <summary>A number in an attribute, 0 to 999999.</summary>
    internal static int Number(XElement at, string attribute, string origin)
        => OptionalNumber(at, attribute, origin) ?? throw Fault(origin, at, $"<{at.Name.LocalName}> has no '{attribute}'");

    /// <summary>A number in an attribute, 0 to 999999; null when there is no such attribute.</summary>
    internal static int? OptionalNumber(XElement at, string attribute, string origin)
    {
        if (at.Attribute(attribute) is not { Value: var text })
        {
            return null;
        }

        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= WireForm.Most
            ? number
            : throw Fault(origin, at, $"'{attribute}' is not a number from 0 to {WireForm.Most}");
    }

    private static void RefuseDepth(string xml, string origin)
    {
        using var reader = Open(xml);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                var place = (IXmlLineInfo)reader;
                var where = string.Create(CultureInfo.InvariantCulture, $"line {place.LineNumber}, character {place.LinePosition}");
                throw new DialectException(origin, [$"At {where}, elements are nested deeper than {MaxDepth}."]);
            }
        }
    }

    private static XmlReader Open(string xml) => XmlReader.Create(new StringReader(xml.TrimStart('\uFEFF')), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });
}
