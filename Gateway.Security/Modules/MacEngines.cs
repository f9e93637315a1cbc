using Gateway.Security.Macs;

namespace Gateway.Security.Modules;

/// <summary>The engines of one MAC key: one for each profile that was asked for, which for most keys is one.</summary>
/// <remarks>
/// Kept by their key and not by key and profile, so that forgetting the key finds them all. Safe from any thread; not to be disposed
/// while one of them computes.
/// </remarks>
/// <param name="make">Opens the key and makes the engine of a profile.</param>
internal sealed class MacEngines(Func<MacProfile, MacEngine> make) : IDisposable
{
    private readonly Lock _turn = new();
    private volatile MacEngine[] _made = [];

    /// <summary>The engine of a profile, made when it is asked for the first time.</summary>
    internal MacEngine Of(MacProfile profile)
    {
        if (Find(profile) is { } known)
        {
            return known;
        }

        lock (_turn)
        {
            if (Find(profile) is { } quicker)
            {
                return quicker;
            }

            var engine = make(profile);
            _made = [.. _made, engine];
            return engine;
        }
    }

    /// <summary>Erases what each engine has to erase.</summary>
    public void Dispose() => Array.ForEach(_made, engine => engine.Dispose());

    private MacEngine? Find(MacProfile profile)
    {
        foreach (var engine in _made)
        {
            if (engine.Profile == profile)
            {
                return engine;
            }
        }

        return null;
    }
}
