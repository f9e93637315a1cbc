using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Dialects.Importing;

namespace Gateway.Tests.Iso8583.Dialects.Importing;

/// <summary>An imported dialect, looked at through its JSON.</summary>
internal sealed class ImportedFile
{
    private readonly ImportedDialect _imported;

    private ImportedFile(ImportedDialect imported)
    {
        _imported = imported;

        // Whatever an importer makes is a dialect, notes or not.
        Dialect.Parse(imported.Json, "made-up");
        Root = JsonNode.Parse(imported.Json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
    }

    public JsonNode Root { get; }

    public string Json => _imported.Json;

    public IReadOnlyList<ImportNote> Notes => _imported.Notes;

    /// <summary>The fields inside a packager of message type, bitmap and what is given.</summary>
    public static ImportedFile Jpos(string fields, string attributes = "") => new(DialectImport.FromGenericPackager(
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE isopackager SYSTEM "genericpackager.dtd">
        <isopackager {attributes}>
          <isofield id="0" length="4" name="Type" class="org.jpos.iso.IFA_NUMERIC"/>
          <isofield id="1" length="16" name="Bitmap" class="org.jpos.iso.IFA_BITMAP"/>
          {fields}
        </isopackager>
        """,
        "made-up"));

    public static ImportedFile JposText(string xml) => new(DialectImport.FromGenericPackager(xml, "made-up"));

    /// <summary>The fields inside a specification of message type, bitmap and what is given.</summary>
    public static ImportedFile Moov(string fields) => MoovText(
        $$"""
        { "name": "Made up", "fields": {
          "0": { "type": "String", "length": 4, "enc": "ASCII", "prefix": "ASCII.Fixed" },
          "1": { "type": "Bitmap", "enc": "HexToASCII", "prefix": "Hex.Fixed" },
          {{fields}} } }
        """);

    public static ImportedFile MoovText(string json) => new(DialectImport.FromMoov(json, "made-up"));

    public static ImportedFile J8583(string inside, string root = "n8583-config") => new(DialectImport.FromJ8583($"<{root}>{inside}</{root}>", "made-up"));

    public JsonNode? Element(int number) => Root["elements"]!.AsArray().FirstOrDefault(row => row!["n"]!.GetValue<int>() == number);

    /// <summary>A row in short: content, length, max, form, form of the length, and what else it says.</summary>
    public string Short(int number) => Short(Element(number)!);

    public string Short(JsonNode row)
    {
        var content = row["content"]!.GetValue<string>();
        var defaults = content switch
        {
            "b" => "binaries",
            "ans" => "text",
            _ => "numbers",
        };
        var length = row["length"]?.GetValue<string>() ?? "FIXED";
        var form = (row["form"] ?? Root[defaults]!["form"])!.GetValue<string>();
        var lengthForm = length == "FIXED" ? "" : $"/{(row["lengthForm"] ?? Root["lengths"]!["form"])!.GetValue<string>()}";
        var more = row.AsObject().Where(property => property.Key is "counts" or "pad" or "fill" or "filler" or "trace")
            .Select(property => $" {property.Key}={property.Value}");
        return $"{content} {length} {row["max"]} {form}{lengthForm}{string.Concat(more)}";
    }

    /// <summary>The numbers of the rows in a list, as "1 2 3".</summary>
    public static string Numbers(JsonNode list) => string.Join(' ', list["elements"]!.AsArray().Select(row => row!["n"]));

    /// <summary>The sentences about an element.</summary>
    public IEnumerable<string> NotesOn(string path) => Notes.Where(note => note.Path == path).Select(note => note.Sentence);

    public static DialectException Refused(Action import)
    {
        var refused = Assert.Throws<DialectException>(import);
        Assert.That(refused!.Faults, Has.Count.EqualTo(1));
        return refused;
    }
}
