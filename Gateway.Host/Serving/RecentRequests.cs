using Gateway.Host.Core.Records;
using Gateway.Host.Core.Switching;

namespace Gateway.Host.Serving;

/// <summary>The latest requests that no approval came for, as the journal tells of them.</summary>
/// <remarks>
/// Their answers may still come after a restart, over a new connection. An approval among them is money taken: it has to find its
/// transaction and be taken back.
/// </remarks>
/// <param name="most">How many are kept, the oldest going first. Default 65,536: what the links keep of one run.</param>
internal sealed class RecentRequests(int most = 65_536)
{
    private readonly LinkedList<Forwarded> _inOrder = [];
    private readonly Dictionary<TraceKey, LinkedListNode<Forwarded>> _byTrace = [];

    /// <summary>The requests, the oldest first.</summary>
    public IEnumerable<Forwarded> All => _inOrder;

    /// <summary>Takes note of a record.</summary>
    public void Note(JournalRecord record)
    {
        switch (record)
        {
            case Forwarded forwarded:
                Drop(forwarded.Key);
                _byTrace[forwarded.Key] = _inOrder.AddLast(forwarded);
                if (_inOrder.Count > most)
                {
                    Drop(_inOrder.First!.Value.Key);
                }

                break;
            case Approved approved:
                Drop(approved.Key);
                break;
        }
    }

    private void Drop(TraceKey key)
    {
        if (_byTrace.Remove(key, out var node))
        {
            _inOrder.Remove(node);
        }
    }
}
