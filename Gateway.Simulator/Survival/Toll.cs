using System.Globalization;
using System.Text;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Survival;

/// <summary>What really broke, counted when it did and not when it was planned.</summary>
internal sealed class Toll
{
    private readonly List<TimeSpan> _returns = [];

    /// <summary>SIGKILLs of the gateway.</summary>
    internal int Kills { get; set; }

    /// <summary>Of them, those that met it while it was starting.</summary>
    internal int KillsWhileStarting { get; set; }

    /// <summary>Of them, those that met it with its disk full.</summary>
    internal int KillsWhileFull { get; set; }

    /// <summary>Exchanges that were under way when it was killed, in all kills together.</summary>
    internal int Interrupted { get; set; }

    /// <summary>How often the acquirer was gone.</summary>
    internal int AcquirerKills { get; set; }

    /// <summary>Links cut inside a request.</summary>
    internal int CutRequests { get; set; }

    /// <summary>Links cut inside an answer.</summary>
    internal int CutAnswers { get; set; }

    /// <summary>How often the disk was full; null when it could not be filled here.</summary>
    internal int? DiskFills { get; set; }

    /// <summary>Of them, those in which the gateway said that it takes nothing in.</summary>
    internal int DiskRefusals { get; set; }

    /// <summary>Notes how long the gateway took from its start until it was ready.</summary>
    internal void Returned(TimeSpan after) => _returns.Add(after);

    /// <summary>The table.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine("what broke                times");
        Row(text, "gateway killed", Kills, $"SIGKILL; {KillsWhileStarting} while it was starting, {KillsWhileFull} with its disk full");
        Row(text, "  exchanges cut short", Interrupted, Returns());
        Row(text, "acquirer killed", AcquirerKills, "");
        Row(text, "link cut in a frame", CutRequests + CutAnswers, $"{CutRequests} in a request, {CutAnswers} in an answer");
        var isPossible = DiskFills is not null;
        Row(text, "disk filled", DiskFills ?? 0, isPossible ? $"{DiskRefusals} until nothing could be recorded" : "not possible here: it takes Linux and root");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string what, int times, string detail)
        => text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-21} {times,7:#,##0}   {detail}").TrimEnd());

    private string Returns()
    {
        if (_returns.Count == 0)
        {
            return "";
        }

        var median = _returns.Order().ElementAt(_returns.Count / 2);
        return $"the gateway was ready again after {DurationText.Show(median)} (median), at most {DurationText.Show(_returns.Max())}";
    }
}
