using System.Globalization;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;

namespace Gateway.Benchmarks;

/// <summary>Median and fastest iteration of this run beside the documented figures of the peers.</summary>
/// <remarks>On a machine that others use too, the fastest iteration is nearest to what a quiet core would show.</remarks>
internal static class PeerTable
{
    private static readonly string[] _columns =
        ["ASCII parse", "ASCII build", "ASCII forward", "BCD parse", "BCD build", "BCD forward"];

    private static readonly string[] _dialects = ["iso8583-1987-ascii", "iso8583-1987-bcd"];
    private static readonly string[] _verbs = ["Parse", "Build", "Forward"];

    /// <summary>Writes the table.</summary>
    /// <returns><see langword="false"/> when a benchmark gave no figure.</returns>
    public static bool Write(Summary summary, TextWriter output)
    {
        var figures = summary.Reports
            .Where(report => report.ResultStatistics is not null)
            .ToDictionary(
                report => ((string)report.BenchmarkCase.Parameters["Dialect"], report.BenchmarkCase.Descriptor.WorkloadMethod.Name),
                report => report.ResultStatistics!);
        var ours = Ours(figures, statistics => statistics.Median);
        Row(output, "nanoseconds", _columns);
        Row(output, "this run, median", ours.Select(Number));
        Row(output, "this run, fastest", Ours(figures, statistics => statistics.Min).Select(Number));
        foreach (var (name, documented) in PeerFigures.All)
        {
            Row(output, name, documented.Zip(ours, (peer, own) => peer is null ? "-" : $"{Number(peer)} ({peer / own:0.0}x)"));
        }

        output.WriteLine("Peers: documented figures of other runs on a machine of this kind; in brackets how many times our median.");
        return ours.All(median => median is not null);
    }

    private static double?[] Ours(Dictionary<(string Dialect, string Verb), Statistics> figures, Func<Statistics, double> figure) =>
    [
        .. from dialect in _dialects
           from verb in _verbs
           select figures.TryGetValue((dialect, verb), out var statistics) ? figure(statistics) : (double?)null,
    ];

    private static string Number(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";

    private static void Row(TextWriter output, string name, IEnumerable<string> cells)
        => output.WriteLine($"{name,-26}{string.Concat(cells.Select(cell => $"{cell,18}"))}");
}
