using System.Globalization;

namespace Gateway.Simulator.Demo;

/// <summary>What happens on the stage, a line each with the time since the beginning.</summary>
/// <remarks>While a live table has the screen the lines wait; the table shows the latest, and all are printed when it is gone.</remarks>
internal sealed class Narration(TextWriter output, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly long _started = clock.GetTimestamp();
    private bool _waits;

    /// <summary>Time since the beginning.</summary>
    internal TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>Tells something.</summary>
    internal void Say(string text)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{Elapsed:mm\\:ss\\.f}  {text}");
        lock (_gate)
        {
            _lines.Add(line);
            if (!_waits)
            {
                output.WriteLine(line);
            }
        }
    }

    /// <summary>Keeps lines back from now on.</summary>
    internal void Wait()
    {
        lock (_gate)
        {
            _waits = true;
            _lines.Clear();
        }
    }

    /// <summary>Prints the lines that waited, and lines at once from now on.</summary>
    internal void Go()
    {
        lock (_gate)
        {
            _waits = false;
            _lines.ForEach(output.WriteLine);
        }
    }

    /// <summary>The latest lines.</summary>
    internal IReadOnlyList<string> Latest(int count)
    {
        lock (_gate)
        {
            return [.. _lines.TakeLast(count)];
        }
    }
}
