using System.Numerics;
using Gateway.Iso8583.Messages;

namespace Gateway.Iso8583.Codec;

/// <summary>
/// How the elements of one bitmap are walked over: elements of fixed length that stand side by side and are made of the same digits are
/// located and checked together.
/// </summary>
/// <remarks>
/// Made once for a bitmap that comes again and again, as those of a terminal estate do. What a run does not settle, damage above all, is
/// looked at element by element, so that every fault is found where it is. Immutable.
/// </remarks>
internal sealed class ReadPlan
{
    private ReadPlan(ulong bits, Run[] runs) => (Bits, Runs) = (bits, runs);

    /// <summary>The bitmap it is for.</summary>
    internal ulong Bits { get; }

    /// <summary>What is walked over, in order.</summary>
    internal Run[] Runs { get; }

    /// <summary>Makes the plan of a first bitmap.</summary>
    internal static ReadPlan Make(ReadOnlySpan<Layout> layouts, ulong bits)
    {
        var runs = new List<Run>();
        var open = new List<Step>();
        var (bytes, check) = (0, QuickCheck.None);
        for (var rest = bits; rest != 0;)
        {
            var element = 1 + BitOperations.LeadingZeroCount(rest);
            rest ^= ElementSet.Bit(element);
            ref readonly var layout = ref layouts[element];
            if (!IsSimple(layout))
            {
                Close();
                runs.Add(new Run([new Step(element, 0, 0, 0)], 0, QuickCheck.Full));
                continue;
            }

            if (open.Count > 0 && layout.Check != check)
            {
                Close();
            }

            check = layout.Check;
            open.Add(new Step(element, bytes, layout.FixedBytes, layout.MaxCount));
            bytes += layout.FixedBytes;
        }

        Close();
        return new ReadPlan(bits, [.. runs]);

        void Close()
        {
            if (open.Count > 0)
            {
                runs.Add(new Run([.. open], bytes, check));
            }

            open.Clear();
            bytes = 0;
        }
    }

    // An odd number of packed digits has a filling nibble, which is each element's own matter.
    private static bool IsSimple(in Layout layout)
        => layout.Spec is not null
            && layout.Prefix == QuickPrefix.None
            && !layout.IsSplit
            && (layout.Check is QuickCheck.None or QuickCheck.Decimal || (layout.Check == QuickCheck.Packed && layout.MaxCount % 2 == 0));

    /// <summary>Elements that are located together.</summary>
    /// <param name="Steps">The elements.</param>
    /// <param name="Bytes">Bytes of all of them.</param>
    /// <param name="Check">What all bytes are; <see cref="QuickCheck.Full"/> for one element that is looked at by itself.</param>
    internal readonly record struct Run(Step[] Steps, int Bytes, QuickCheck Check)
    {
        /// <summary>The first of them.</summary>
        internal int Element { get; } = Steps[0].Element;

        /// <summary>The elements as bits.</summary>
        internal ulong Bits { get; } = Steps.Aggregate(0UL, (bits, step) => bits | ElementSet.Bit(step.Element));
    }

    /// <summary>One element of a run.</summary>
    /// <param name="Element">Its number.</param>
    /// <param name="At">Where it begins, from the beginning of the run.</param>
    /// <param name="WireBytes">Its bytes.</param>
    /// <param name="Count">What its length counts.</param>
    internal readonly record struct Step(int Element, int At, int WireBytes, int Count);
}
