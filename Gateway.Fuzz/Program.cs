using Gateway.Fuzz.Targets;
using SharpFuzz;

// See docs/codec.md; eng/fuzz.sh calls these in order.
const string Usage = """
    Gateway.Fuzz targets                 names of the targets
    Gateway.Fuzz seeds TARGET IN OUT     turns the corpus in IN into files in OUT, one an input
    Gateway.Fuzz run TARGET FILE...      runs each input once and says which promise it breaks
    Gateway.Fuzz hex FILE...             a line of hex for each file
    Gateway.Fuzz fuzz TARGET             runs under afl-fuzz
    """;

var dialects = Path.Combine(AppContext.BaseDirectory, "Dialects");
switch (args)
{
    case ["targets"]:
        Console.WriteLine(string.Join('\n', FuzzTargets.Names));
        return 0;
    case ["seeds", var target, var from, var into]:
        Directory.CreateDirectory(into);
        foreach (var (name, bytes) in Corpus.Of(Path.Combine(from, target)))
        {
            File.WriteAllBytes(Path.Combine(into, name), bytes);
        }

        return 0;
    case ["run", var target, .. var files]:
        return files.SelectMany(Corpus.Read).ToLookup(input => Breaks(target, input))[true].Any() ? 1 : 0;
    case ["hex", .. var files]:
        foreach (var file in files)
        {
            Console.WriteLine(Convert.ToHexString(File.ReadAllBytes(file)));
        }

        return 0;
    case ["fuzz", var target]:
        // Made at the first input: an instrumented codec counts into memory that is not there before.
        Action<byte[]>? run = null;
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            run ??= FuzzTargets.Find(target, dialects);
            run(bytes.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

bool Breaks(string target, (string Name, byte[] Bytes) input)
{
    try
    {
        FuzzTargets.Find(target, dialects)(input.Bytes);
        Console.WriteLine($"{input.Name}: every promise held");
        return false;
    }
    catch (Exception broken) when (broken is not ArgumentException { ParamName: "name" })
    {
        // At a desk, about an input that somebody chose: the whole trace is wanted.
        Console.WriteLine($"{input.Name}: {broken}");
        return true;
    }
}
