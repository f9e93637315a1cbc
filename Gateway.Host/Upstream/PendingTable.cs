namespace Gateway.Host.Upstream;

/// <summary>Messages handed to one acquirer's link, by the numbers their answers carry back. Safe from any thread.</summary>
/// <remarks>
/// <para>
/// It outlives connections: an answer may come on the next one. A request stays for <see cref="KeptFor"/> after it was sent, far
/// longer than anybody waits for it, so that a late approval still finds its transaction and is taken back.
/// </para>
/// <para>
/// Bounds: requests that still may be answered in time, <c>mostWaiting</c>; requests whose time is over, sixteen times that, so
/// that an acquirer that was mute for a minute does not stop business for a quarter of an hour. Beyond either a request is refused,
/// never forgotten. Requests of an earlier run of the process are taken in once, beside these bounds. Reversals are repeated anyway, so their oldest entry makes room; so does the oldest answered one, which only
/// serves to recognise duplicates.
/// </para>
/// </remarks>
internal sealed class PendingTable
{
    /// <summary>How long an entry is kept: 15 minutes, well beyond any store-and-forward delay a network admits to.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(15);

    private const int OverdueShare = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<UpstreamKey, LinkedListNode<Slot>> _slots = [];
    private readonly LinkedList<Slot> _waiting = [];
    private readonly LinkedList<Slot> _overdue = [];
    private readonly LinkedList<Slot> _reversals = [];
    private readonly LinkedList<Slot> _answered = [];
    private readonly LinkedList<Slot> _restored = [];
    private readonly int _mostWaiting;
    private readonly TimeSpan _answerTimeout;
    private readonly TimeProvider _time;

    /// <summary>Makes an empty table.</summary>
    /// <param name="mostWaiting">Requests that may wait at once, above zero.</param>
    /// <param name="answerTimeout">After this long nobody waits for an answer any more.</param>
    /// <param name="time">The clock.</param>
    public PendingTable(int mostWaiting, TimeSpan answerTimeout, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostWaiting);
        _mostWaiting = mostWaiting;
        _answerTimeout = answerTimeout;
        _time = time;
    }

    /// <summary>Requests and reversals without an answer, those whose time is over included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                Sweep();
                return _waiting.Count + _overdue.Count + _reversals.Count;
            }
        }
    }

    /// <summary>Requests that may still be answered in time.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                Sweep();
                return _waiting.Count;
            }
        }
    }

    /// <summary>Whether a request would be refused now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                Sweep();
                return Full;
            }
        }
    }

    private bool Full => _waiting.Count >= _mostWaiting || _overdue.Count >= _mostWaiting * OverdueShare;

    /// <summary>Takes a message in. Before the first byte is written: the answer can be here before the write returns.</summary>
    public PendingAdmission Admit(PendingMessage message)
    {
        lock (_gate)
        {
            Sweep();
            if (_slots.ContainsKey(message.Key))
            {
                return PendingAdmission.Known;
            }

            var isRequest = message.Kind == PendingKind.Request;
            if (isRequest && Full)
            {
                return PendingAdmission.Full;
            }

            if (!isRequest && _reversals.Count >= _mostWaiting)
            {
                Drop(_reversals.First!);
            }

            var list = isRequest ? _waiting : _reversals;
            _slots.Add(message.Key, list.AddLast(new Slot(message) { Since = _time.GetTimestamp() }));
            return PendingAdmission.Admitted;
        }
    }

    /// <summary>Takes in a request of an earlier run, whose answer may still come. Nobody waits for it any more.</summary>
    public void Restore(PendingMessage message)
    {
        lock (_gate)
        {
            if (!_slots.ContainsKey(message.Key))
            {
                _slots.Add(message.Key, _restored.AddLast(new Slot(message) { Since = _time.GetTimestamp() }));
            }
        }
    }

    /// <summary>Finds the message that an answer belongs to.</summary>
    /// <param name="key">What the answer carries.</param>
    /// <param name="kind">What it is an answer to.</param>
    /// <param name="terminal">Its DE 41; null when missing.</param>
    /// <param name="conclusive">
    /// Whether it says that something was done: an approval, a finished reversal. After an answer that said nothing of the kind it
    /// is a correction that must be heard; every other second answer is a duplicate.
    /// </param>
    /// <param name="message">The message; null unless the verdict is that it is answered.</param>
    public PendingVerdict Answer(UpstreamKey key, PendingKind kind, string? terminal, bool conclusive, out PendingMessage? message)
    {
        message = null;
        lock (_gate)
        {
            Sweep();
            if (!_slots.TryGetValue(key, out var node))
            {
                return PendingVerdict.NothingWaits;
            }

            var slot = node.Value;
            if (slot.Message.Kind != kind)
            {
                return PendingVerdict.OtherKind;
            }

            if (terminal?.TrimEnd() != slot.Message.Terminal.TrimEnd())
            {
                return PendingVerdict.OtherTerminal;
            }

            var again = node.List == _answered;
            if (again && (slot.Concluded || !conclusive))
            {
                return PendingVerdict.Duplicate;
            }

            var late = again || node.List == _overdue || node.List == _restored;
            slot.Concluded = conclusive;
            slot.Since = _time.GetTimestamp();
            Move(node, _answered);
            if (_answered.Count > _mostWaiting)
            {
                Drop(_answered.First!);
            }

            message = slot.Message;
            return late ? PendingVerdict.AnswersLate : PendingVerdict.Answers;
        }
    }

    private void Sweep()
    {
        while (_waiting.First is { } node && Age(node) >= _answerTimeout)
        {
            Move(node, _overdue);
        }

        DropOld(_overdue);
        DropOld(_restored);
        DropOld(_reversals);
        DropOld(_answered);
    }

    private void DropOld(LinkedList<Slot> list)
    {
        while (list.First is { } node && Age(node) >= KeptFor)
        {
            Drop(node);
        }
    }

    private void Drop(LinkedListNode<Slot> node)
    {
        _slots.Remove(node.Value.Message.Key);
        node.List!.Remove(node);
    }

    private static void Move(LinkedListNode<Slot> node, LinkedList<Slot> to)
    {
        node.List!.Remove(node);
        to.AddLast(node);
    }

    private TimeSpan Age(LinkedListNode<Slot> node) => _time.GetElapsedTime(node.Value.Since);

    private sealed class Slot(PendingMessage message)
    {
        public PendingMessage Message { get; } = message;

        /// <summary>When it was sent, or answered: each list is in the order of this.</summary>
        public long Since { get; set; }

        public bool Concluded { get; set; }
    }
}
