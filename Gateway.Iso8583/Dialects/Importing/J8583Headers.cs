using System.Xml.Linq;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads the headers of a j8583 configuration: one for each message type there, one size for all here.</summary>
internal sealed class J8583Headers(string origin, DialectDraft draft)
{
    internal void Read(XElement root, IReadOnlyCollection<string> types)
    {
        var headers = root.Elements().Where(element => element.Name.LocalName == "header").ToList();
        if (headers.Count == 0)
        {
            return;
        }

        // A header with "ref" is that of another type, so it adds nothing to the sizes.
        var kinds = headers.Where(header => header.Attribute("ref") is null).Select(Kind).Distinct().ToList();
        if (kinds is not [{ Bytes: > 0 } kind])
        {
            draft.Note("h", "Headers of different sizes, or of none, are not carried: a dialect has one size for all messages.");
            return;
        }

        draft.HeaderForm = kind.IsBinary ? new WireForm("b", 0, "binary") : new WireForm("ans", 0, "latin1");
        draft.HeaderMax = kind.Bytes;
        draft.Note("h", "The size of the header is carried, and its values are not: they are given with each message.");
        var lacking = types.Except(headers.Select(header => Whole(header.Attribute("type")?.Value.Trim() ?? ""))).ToList();
        if (lacking.Count > 0)
        {
            draft.Note("h", $"The file gives no header for {string.Join(", ", lacking)}; here every message has one.");
        }
    }

    private (bool IsBinary, int Bytes) Kind(XElement header)
    {
        var value = header.Value.Trim();
        if (header.Attribute("binary")?.Value != "true")
        {
            return (false, value.Length);
        }

        return value.All(char.IsAsciiHexDigit) && value.Length % 2 == 0
            ? (true, value.Length / 2)
            : throw ForeignXml.Fault(origin, header, "a binary header is not whole bytes in hex");
    }

    private static string Whole(string type) => type.Length == 3 ? "0" + type : type;
}
