using System.Diagnostics.CodeAnalysis;

namespace Gateway.Fuzz.Targets;

/// <summary>The codec did not do what docs/codec.md promises. The text names the promise and never a byte of the input.</summary>
internal sealed class BrokenPromiseException(string promise, Exception? cause = null) : Exception(promise, cause);

/// <summary>What every target is made of.</summary>
internal static class Promise
{
    internal static void Holds([DoesNotReturnIf(false)] bool holds, string promise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(promise);
        }
    }

    /// <summary>Errors are sentences for people: never empty, and whole.</summary>
    internal static void IsSentence(string text, string promise) => Holds(text.Length > 1 && text[^1] == '.', promise);
}
