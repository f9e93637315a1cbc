using BenchmarkDotNet.Attributes;
using Gateway.Iso8583.Codec;
using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Benchmarks;

/// <summary>Parse, build and forward one sale, with a pooled message and a buffer of the caller's, as the gateway's edges do.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private static readonly ElementSet _routing = ElementSet.Of(2, 3, 4, 11, 41);

    private readonly IsoMessage _message = new();
    private readonly IsoMessage _built = new();
    private readonly byte[] _target = new byte[2048];
    private byte[] _bytes = [];
    private (int Element, byte[] Value, bool IsBinary)[] _values = [];
    private MessageReader _reader = null!;
    private MessageReader _strict = null!;
    private MessageWriter _writer = null!;
    private StringCodec _strings = null!;

    [Params("iso8583-1987-ascii", "iso8583-1987-bcd")]
    public string Dialect { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var dialect = Iso8583.Dialects.Dialect.Embedded(Dialect);
        (_reader, _writer) = (new MessageReader(dialect, checksParts: false), new MessageWriter(dialect, checksParts: false));
        (_strict, _strings) = (new MessageReader(dialect), new StringCodec(dialect));
        _bytes = SampleSale.Bytes(dialect);
        _values =
        [
            .. SampleSale.Elements.Select(element => dialect.Element(element.Element)!.Content == ElementContent.Binary
                ? (element.Element, Convert.FromHexString(element.Value), true)
                : (element.Element, System.Text.Encoding.ASCII.GetBytes(element.Value), false)),
        ];
    }

    /// <summary>The yardstick of the run: the same bytes into a dictionary of strings, which is how most codecs do it.</summary>
    [Benchmark(Baseline = true)]
    public int ParseIntoStrings() => _strings.Parse(_bytes).Count;

    /// <summary>As the gateway reads: chip data is one element, as it is for the peers.</summary>
    [Benchmark]
    public int Parse() => Parse(_reader);

    /// <summary>The same with a look at every tag of the chip data.</summary>
    [Benchmark]
    public int ParseStrictly() => Parse(_strict);

    [Benchmark]
    public int ParseForRouting()
    {
        _reader.Read(_bytes, _message, _routing);
        return _message.Bytes(2).Length + _message.Bytes(41).Length;
    }

    [Benchmark]
    public int Build()
    {
        _built.Clear(MessageType.Parse("0200"));
        foreach (var (element, value, isBinary) in _values)
        {
            _ = isBinary ? _built.Set(element, value) : _built.SetCharacters(element, value);
        }

        return _writer.Write(_built, _target);
    }

    /// <summary>Parse, change five elements, build.</summary>
    [Benchmark]
    public int Forward()
    {
        _reader.Read(_bytes, _message);
        _message.SetCharacters(7, "1125083001"u8).SetCharacters(11, "000124"u8).SetCharacters(32, "48021000"u8)
            .SetCharacters(37, "632908000124"u8).SetCharacters(41, "20000001"u8);
        return _writer.Write(_message, _target);
    }

    private int Parse(MessageReader reader)
    {
        reader.Read(_bytes, _message);
        return _message.Bytes(2).Length + _message.Bytes(3).Length + _message.Bytes(4).Length + _message.Bytes(11).Length
            + _message.Bytes(41).Length;
    }
}
