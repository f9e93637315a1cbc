using System.Globalization;

namespace Gateway.Iso8583.Dialects.Importing;

/// <summary>Reads parts that bring their own tags.</summary>
internal sealed class JposTaggedParts(DialectDraft draft)
{
    private const string Mappers = "org.jpos.iso.packager.";

    /// <summary>The parts; null, with a note, when they cannot be carried.</summary>
    internal DraftInside? Read(JposField field, List<JposField> parts)
    {
        List<(DraftRow Row, JposTagged Class, int Size)> found = [];
        foreach (var part in parts.Where(part => part.Class is not (JposClasses.Unused or "IF_NOP")))
        {
            if (!JposClasses.Tagged.TryGetValue(part.Class, out var known))
            {
                draft.Note(field.Path, "Beside its tagged parts it has one without a tag, so it is carried as one piece.");
                return null;
            }

            var number = part.Id.ToString(CultureInfo.InvariantCulture).PadLeft(known.TagSize, '0');
            var key = known.TagSize == 0 ? part.Text("token") ?? "" : number;
            if (key.Length == 0 || key.All(character => character == '#'))
            {
                draft.Note(part.Path, "It stands for every tag that is not named; such tags are kept as they are.");
                continue;
            }

            if (part.Packager is not null)
            {
                draft.Note(part.Path, "It has parts of its own inside a tagged part, which are not carried.");
            }

            if (draft.Row(key, $"{field.Path}.{key}", part.Label, known.Form, part.Max) is { } row)
            {
                found.Add((row, known, key.Length));
            }
        }

        var kinds = found.DistinctBy(part => (part.Size, part.Class.TagForm, part.Class.Form.Letters, part.Class.Form.LengthForm));
        if (UnknownMapper(field) || kinds.Count() != 1)
        {
            draft.Note(field.Path, "The tags and lengths of its parts are not all of one known kind, so it is carried as one piece.");
            return null;
        }

        var (_, first, size) = found[0];
        var isBinary = field.Packager == "BinaryHexTaggedSequencePackager";
        return new DraftInside("tagged", [.. found.Select(part => part.Row)])
        {
            Size = isBinary ? size / 2 : size,
            Form = isBinary ? "binary" : first.TagForm,
            Letters = first.Form.Letters,
            LengthForm = first.Form.LengthForm!,
        };
    }

    private static bool UnknownMapper(JposField field)
        => field.Text("tagMapper") is { } mapper && mapper is not (Mappers + "TTDecimalTagMapper" or Mappers + "TTTDecimalTagMapper");
}
