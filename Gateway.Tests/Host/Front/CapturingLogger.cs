using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Host.Front;

/// <summary>Keeps every line, text and values, at every level.</summary>
internal sealed class CapturingLogger : ILogger
{
    private readonly ConcurrentQueue<(int Id, string Line)> _lines = new();

    internal IReadOnlyList<string> Lines => [.. _lines.Select(line => line.Line)];

    internal int Count(int id) => _lines.Count(line => line.Id == id);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _lines.Enqueue((eventId.Id, $"{formatter(state, exception)} {exception}"));
}
