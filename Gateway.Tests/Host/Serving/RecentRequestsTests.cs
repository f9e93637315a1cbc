using Gateway.Host.Serving;
using Gateway.Tests.Host.Journal;

namespace Gateway.Tests.Host.Serving;

/// <summary>Requests of an earlier run whose answers may still come.</summary>
[TestFixture]
public sealed class RecentRequestsTests
{
    [Test]
    public void The_newest_that_were_not_approved_are_kept()
    {
        var requests = new RecentRequests(most: 3);
        foreach (var stan in (int[])[1, 2, 3, 4, 2, 5])
        {
            requests.Note(Samples.Forwarded(stan));
        }

        requests.Note(Samples.Approved(2));
        requests.Note(Samples.Approved(99));
        Assert.That(requests.All.Select(request => request.Key.Stan), Is.EqualTo((List<int>)[4, 5]));
    }
}
