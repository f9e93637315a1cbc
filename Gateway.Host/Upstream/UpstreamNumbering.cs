using System.Globalization;
using Gateway.Host.Core.Switching;
using Gateway.Iso8583.Elements;

namespace Gateway.Host.Upstream;

/// <summary>Gives out our numbers for messages to acquirers: one sequence for all lanes and links.</summary>
/// <remarks>Safe from any thread. A number comes again only after all the others of the cycle have been given out.</remarks>
internal sealed class UpstreamNumbering
{
    private readonly TimeProvider _time;
    private int _last;

    /// <summary>Goes on after a number that was used before.</summary>
    /// <param name="lastStan">The STAN used last, 0 to 999999; 0 for a fresh start.</param>
    /// <param name="time">The clock of DE 7 and of the reference number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public UpstreamNumbering(int lastStan, TimeProvider time)
    {
        _last = new Stan(lastStan).Value;
        _time = time;
    }

    /// <summary>The next numbers: STAN 1 to 999999, this instant in universal time, and the reference number.</summary>
    public UpstreamNumbers Reserve()
    {
        int last;
        int next;
        do
        {
            last = Volatile.Read(ref _last);
            next = new Stan(last).Next().Value;
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        var sent = _time.GetUtcNow();
        return new UpstreamNumbers(next, sent, Reference(sent, next));
    }

    // Twelve digits: last digit of the year, day of the year, hour, STAN.
    private static string Reference(DateTimeOffset sent, int stan)
        => string.Create(CultureInfo.InvariantCulture, $"{sent.Year % 10}{sent.DayOfYear:D3}{sent.Hour:D2}{stan:D6}");
}
