using System.Globalization;
using System.Xml.Linq;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>One <c>isofield</c> or <c>isofieldpackager</c> of a jPOS file.</summary>
/// <param name="Xml">The element.</param>
/// <param name="Id">Its number.</param>
/// <param name="Max">Its attribute <c>length</c>.</param>
/// <param name="Path">How notes name it.</param>
internal sealed record JposField(XElement Xml, int Id, int Max, string Path)
{
    private const string OwnPackages = "org.jpos.";

    internal string? Label => Text("name");

    /// <summary>The class without its package; empty when the class is not one of jPOS's own.</summary>
    internal string Class => Own(Text("class"));

    /// <summary>The packager of the parts without its package; null for an ordinary field.</summary>
    internal string? Packager => Xml.Name.LocalName == "isofieldpackager" ? Own(Text("packager")) : null;

    internal bool IsPadded => string.Equals(Text("pad"), "true", StringComparison.OrdinalIgnoreCase);

    internal string? Text(string attribute) => Xml.Attribute(attribute)?.Value.Trim();

    internal static JposField Of(XElement xml, string? parent, string origin)
    {
        var id = ForeignXml.Number(xml, "id", origin);
        var path = id.ToString(CultureInfo.InvariantCulture);
        return new JposField(xml, id, ForeignXml.Number(xml, "length", origin), parent is null ? path : $"{parent}.{path}");
    }

    private static string Own(string? full)
    {
        if (full is null)
        {
            return "";
        }

        var cut = full.LastIndexOf('.');
        return cut < 0 || full.StartsWith(OwnPackages, StringComparison.Ordinal) ? full[(cut + 1)..] : "";
    }
}
