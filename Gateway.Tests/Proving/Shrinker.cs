using System.Reflection;

namespace Gateway.Tests.Proving;

/// <summary>Makes a run that breaks a promise smaller while it still breaks one: fewer kinds of fault, less time for trouble.</summary>
internal static class Shrinker
{
    private static readonly PropertyInfo[] _kinds = [.. typeof(Faults).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(kind => kind.CanWrite)];

    /// <summary>The smallest run that was found; the run itself when nothing can be left out.</summary>
    public static SmallRun Of(ulong seed, Planted planted = Planted.Nothing)
    {
        var smallest = new SmallRun(seed, Faults.Of(seed), World.Trouble, planted);
        foreach (var kind in _kinds)
        {
            var without = smallest with { Faults = Without(smallest.Faults, kind) };
            smallest = without.IsBroken ? without : smallest;
        }

        for (var half = smallest with { Trouble = smallest.Trouble / 2 }; half.Trouble >= 1_000 && half.IsBroken; half = half with { Trouble = half.Trouble / 2 })
        {
            smallest = half;
        }

        return smallest;
    }

    private static Faults Without(Faults faults, PropertyInfo kind)
    {
        var copy = faults with { };
        kind.SetValue(copy, kind.PropertyType == typeof(bool) ? false : 0);
        return copy;
    }
}

/// <summary>One run, by everything that makes it.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Faults">What goes wrong in it.</param>
/// <param name="Trouble">Virtual milliseconds after which nothing goes wrong any more.</param>
/// <param name="Planted">The bug it is given.</param>
internal sealed record SmallRun(ulong Seed, Faults Faults, int Trouble, Planted Planted)
{
    /// <summary>Whether it breaks a promise.</summary>
    public bool IsBroken => Run(null).Broken.Count > 0;

    /// <summary>Lives it.</summary>
    public Witness Run(Action<string>? teller) => World.Run(Seed, Planted, teller, Faults, Trouble);

    /// <summary>The faults that are left, each with its number.</summary>
    public string Left => string.Join(", ", typeof(Faults).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(kind => kind.CanWrite && kind.GetValue(Faults) is not (0 or false)).Select(kind => $"{kind.Name} {kind.GetValue(Faults)}"));
}
