using System.Text;
using Gateway.Iso8583.Dialects;

namespace Gateway.Fuzz.Targets;

/// <summary>Any text is a dialect or a <see cref="DialectException"/>, and what is a dialect reads any bytes as every other one does.</summary>
internal static class DialectTarget
{
    // Every element of the first bitmap, with lengths and values of zero, in the three forms a message type has.
    private static readonly byte[][] _probes =
    [
        [.. "02007FFFFFFFFFFFFFFF"u8, .. Zeros((byte)'0')],
        [0x02, 0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. Zeros(0)],
        [0xF0, 0xF2, 0xF0, 0xF0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. Zeros(0xF0)],
    ];

    internal static void Run(byte[] input)
    {
        Dialect dialect;
        try
        {
            dialect = Dialect.Parse(Encoding.UTF8.GetString(input), "the input");
        }
        catch (DialectException refused)
        {
            Promise.Holds(refused.Faults.Count > 0, "a refused dialect lists its faults");
            foreach (var fault in refused.Faults)
            {
                Promise.IsSentence(fault, "a fault is a sentence");
            }

            return;
        }

        Promise.Holds(dialect.Name.Length > 0 && dialect.Title.Length > 0 && dialect.Sources.Count > 0, "a dialect says what it is and where it is from");
        var target = new ReadTarget(dialect);
        foreach (var probe in _probes)
        {
            target.Run(probe);
        }
    }

    private static byte[] Zeros(byte zero)
    {
        var zeros = new byte[1000];
        Array.Fill(zeros, zero);
        return zeros;
    }
}
