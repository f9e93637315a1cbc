using Serilog.Core;
using Serilog.Events;

namespace Gateway.Host.Diagnostics;

/// <summary>Gives each line of the log the number of its event alone, which is what people search a manual for.</summary>
internal sealed class EventNumber : ILogEventEnricher
{
    /// <summary>Name of the property a line's template shows.</summary>
    public const string Property = "Event";

    /// <inheritdoc/>
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.Properties.TryGetValue("EventId", out var value) && value is StructureValue structure
            && structure.Properties.FirstOrDefault(property => property.Name == "Id") is { } id)
        {
            logEvent.AddOrUpdateProperty(new LogEventProperty(Property, id.Value));
        }
    }
}
