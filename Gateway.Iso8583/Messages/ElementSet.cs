using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Iso8583.Messages;

/// <summary>A set of element numbers, 1 to 192, as three bitmaps hold them.</summary>
/// <remarks>Used for what a message holds and for what a partial read should look for. A value; nothing is allocated.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ElementSet
{
    /// <summary>The first bit of a bitmap.</summary>
    internal const ulong FirstBit = 1UL << 63;

    internal ElementSet(ulong first, ulong second, ulong third)
    {
        First = first;
        Second = second;
        Third = third;
    }

    /// <summary>Elements 1 to 64, the first in the highest bit, as the primary bitmap has them.</summary>
    internal ulong First { get; init; }

    /// <summary>Elements 65 to 128.</summary>
    internal ulong Second { get; init; }

    /// <summary>Elements 129 to 192.</summary>
    internal ulong Third { get; init; }

    /// <summary>How many elements there are.</summary>
    public int Count => BitOperations.PopCount(First) + BitOperations.PopCount(Second) + BitOperations.PopCount(Third);

    /// <summary>The highest element number, 0 when there is none.</summary>
    public int Highest => Third != 0 ? 192 - BitOperations.TrailingZeroCount(Third)
        : Second != 0 ? 128 - BitOperations.TrailingZeroCount(Second)
        : First != 0 ? 64 - BitOperations.TrailingZeroCount(First) : 0;

    /// <summary>Makes a set.</summary>
    /// <param name="elements">Element numbers, 1 to 192; the order is of no matter.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not 1 to 192.</exception>
    public static ElementSet Of(params ReadOnlySpan<int> elements)
    {
        var set = default(ElementSet);
        foreach (var element in elements)
        {
            if (element is < 1 or > 192)
            {
                throw new ArgumentOutOfRangeException(nameof(elements), element, "An element number is 1 to 192.");
            }

            set = set.With(element);
        }

        return set;
    }

    /// <summary>Whether an element is in the set.</summary>
    /// <param name="element">Any number.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public bool Contains(int element) => (uint)(element - 1) < 192 && (Word(element) & Bit(element)) != 0;

    /// <summary>Walks over the numbers, ascending.</summary>
    /// <returns>The walk.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The numbers, ascending: <c>3, 11, 41</c>.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString()
    {
        var numbers = new List<string>(Count);
        foreach (var element in this)
        {
            numbers.Add(element.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join(", ", numbers);
    }

    internal static ulong Bit(int element) => FirstBit >> ((element - 1) & 63);

    internal ElementSet With(int element) => element switch
    {
        <= 64 => this with { First = First | Bit(element) },
        <= 128 => this with { Second = Second | Bit(element) },
        _ => this with { Third = Third | Bit(element) },
    };

    internal ElementSet Without(int element) => element switch
    {
        <= 64 => this with { First = First & ~Bit(element) },
        <= 128 => this with { Second = Second & ~Bit(element) },
        _ => this with { Third = Third & ~Bit(element) },
    };

    /// <summary>Adds an element to a set that is kept in place: the words lie one behind the other, in the order they are declared.</summary>
    internal static void Add(ref ElementSet set, int element)
        => Unsafe.Add(ref Unsafe.As<ElementSet, ulong>(ref set), (element - 1) >> 6) |= Bit(element);

    private ulong Word(int element) => element <= 64 ? First : element <= 128 ? Second : Third;

    /// <summary>A walk over the numbers of a set.</summary>
    public struct Enumerator
    {
        private ulong _word;
        private ulong _second;
        private ulong _third;
        private int _base;

        internal Enumerator(in ElementSet set)
        {
            (_word, _second, _third) = (set.First, set.Second, set.Third);
            _base = 1;
        }

        /// <summary>The number stood at.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next number.</summary>
        /// <returns><see langword="false"/> when there is none.</returns>
        public bool MoveNext()
        {
            while (_word == 0)
            {
                if ((_second | _third) == 0)
                {
                    return false;
                }

                (_word, _second, _third) = (_second, _third, 0);
                _base += 64;
            }

            var index = BitOperations.LeadingZeroCount(_word);
            _word ^= FirstBit >> index;
            Current = _base + index;
            return true;
        }
    }
}
