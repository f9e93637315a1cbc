using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.EndToEnd;

/// <summary>Every line of every level that anybody in the gateway logs, with the text of exceptions.</summary>
internal sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();

    internal IEnumerable<string> Lines => _lines.Select(entry => entry.Line);

    /// <summary>What nobody wants to read in the morning.</summary>
    internal IEnumerable<string> Errors => _lines.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.Line);

    /// <summary>The lines of one event.</summary>
    internal IReadOnlyList<string> Of(int number) => [.. Lines.Where(line => line.StartsWith($"{number} ", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new Writer(_lines);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<(LogLevel Level, string Line)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => lines.Enqueue((logLevel, $"{eventId.Id} {formatter(state, exception)} {exception}"));
    }
}
