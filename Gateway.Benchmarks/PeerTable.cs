using System.Globalization;
using BenchmarkDotNet.Reports;

namespace Gateway.Benchmarks;

/// <summary>The medians of this run beside the documented figures of the peers.</summary>
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
        var medians = summary.Reports
            .Where(report => report.ResultStatistics is not null)
            .ToDictionary(
                report => ((string)report.BenchmarkCase.Parameters["Dialect"], report.BenchmarkCase.Descriptor.WorkloadMethod.Name),
                report => report.ResultStatistics!.Median);
        var ours = (from dialect in _dialects
                    from verb in _verbs
                    select medians.TryGetValue((dialect, verb), out var median) ? median : (double?)null).ToArray();

        Row(output, "nanoseconds, median", _columns);
        Row(output, "this run", ours.Select(Number));
        foreach (var (name, figures) in PeerFigures.All)
        {
            Row(output, name, figures.Zip(ours, (peer, own) => peer is null ? "-" : $"{Number(peer)} ({peer / own:0.0}x)"));
        }

        output.WriteLine("Peers: documented figures of other runs on a machine of this kind; in brackets how many times ours.");
        return ours.All(median => median is not null);
    }

    private static string Number(double? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";

    private static void Row(TextWriter output, string name, IEnumerable<string> cells)
        => output.WriteLine($"{name,-26}{string.Concat(cells.Select(cell => $"{cell,18}"))}");
}
