namespace Gateway.Iso8583.Dialects;

/// <summary>Lists of tags that several dialects share, embedded.</summary>
internal static class TagLists
{
    /// <summary>The text of a list; null when there is none of that name.</summary>
    internal static string? Find(string name)
    {
        using var stream = typeof(TagLists).Assembly.GetManifestResourceStream($"tags/{name}.json");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
