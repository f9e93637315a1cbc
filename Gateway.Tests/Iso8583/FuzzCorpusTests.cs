using Gateway.Fuzz.Targets;
using Gateway.Tests.Architecture;

namespace Gateway.Tests.Iso8583;

/// <summary>Every input that the fuzzer starts from or has ever found keeps every promise of its target.</summary>
[TestFixture]
public sealed class FuzzCorpusTests
{
    private static readonly string _fuzz = Path.Combine(SourceText.Root, "Gateway.Fuzz");

    private static readonly string[] _kinds = ["Corpus", "Finds"];

    private static IEnumerable<TestCaseData> Inputs()
        => from target in FuzzTargets.Names
           from kind in _kinds
           from input in Corpus.Of(Path.Combine(_fuzz, kind, target))
           select new TestCaseData(target, input.Bytes).SetArgDisplayNames(target, input.Name);

    [TestCaseSource(nameof(Inputs))]
    public void Keeps_every_promise(string target, byte[] input)
        => Assert.That(() => FuzzTargets.Find(target, Path.Combine(TestContext.CurrentContext.TestDirectory, "Dialects"))(input), Throws.Nothing);

    [Test]
    public void Every_target_has_something_to_start_from()
        => Assert.That(FuzzTargets.Names.Where(target => !Corpus.Of(Path.Combine(_fuzz, "Corpus", target)).Any()), Is.Empty);
}
