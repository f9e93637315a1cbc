using Gateway.Iso8583.Dialects;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>The plans of one reader's bitmaps, bounded.</summary>
/// <remarks>
/// A plan is made when a bitmap comes the second time in a row to its place, so that whoever sends ever new bitmaps costs no memory. Safe from any
/// thread: a plan is immutable, and a place that two threads write holds one of the two.
/// </remarks>
internal sealed class ReadPlans(Dialect dialect)
{
    private const int Places = 64;

    private readonly ReadPlan?[] _plans = new ReadPlan?[Places];
    private readonly ulong[] _seen = new ulong[Places];

    /// <summary>The plan of a bitmap; null when there is none yet.</summary>
    internal ReadPlan? Find(ulong bits)
    {
        var place = (int)((bits * 0x9E3779B97F4A7C15) >> 58);
        if (_plans[place] is { } plan && plan.Bits == bits)
        {
            return plan;
        }

        if (Interlocked.Exchange(ref _seen[place], bits) != bits)
        {
            return null;
        }

        return _plans[place] = ReadPlan.Make(dialect.Layouts, bits);
    }

    /// <summary>Notes where the elements of a run are.</summary>
    internal static void Note(ReadPlan.Step[] steps, int at, Span<Slot> slots)
    {
        foreach (ref readonly var step in steps.AsSpan())
        {
            ref var slot = ref slots[step.Element];
            slot.Start = slot.Value = at + step.At;
            slot.WireBytes = step.WireBytes;
            slot.Count = step.Count;
            slot.Stored = -1;
        }
    }
}
