using Gateway.Simulator.Acquirers;

namespace Gateway.Tests.Simulator;

[TestFixture]
public sealed class FrameShearsTests
{
    private readonly FrameShears _shears = new();

    [Test]
    public void Nothing_is_cut_unasked()
        => Assert.That(_shears.Take(FrameEnd.Answer, 100), Is.Null);

    [TestCase(0.0, 1)]
    [TestCase(0.5, 50)]
    [TestCase(1.0, 99)]
    public void Some_of_the_frame_passes_and_never_all_of_it(double share, int passes)
    {
        _shears.Ask(FrameEnd.Answer, share);

        Assert.That(_shears.Take(FrameEnd.Answer, 100), Is.EqualTo(passes));
    }

    [Test]
    public void One_frame_of_the_side_that_was_named_is_cut_and_no_other()
    {
        _shears.Ask(FrameEnd.Request, 0.5);

        Assert.That(_shears.Take(FrameEnd.Answer, 100), Is.Null);
        Assert.That(_shears.Take(FrameEnd.Request, 100), Is.Not.Null);
        Assert.That(_shears.Take(FrameEnd.Request, 100), Is.Null);
        Assert.That(_shears.Cuts, Is.EqualTo(1));
    }
}
