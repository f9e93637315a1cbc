namespace Gateway.Security.Modules;

/// <summary>A value of a cache together with those who use it: it is erased when the last of them lets it go.</summary>
/// <remarks>
/// The cache itself counts as one of them for as long as it keeps the value. So a key that is forgotten in the middle of a call is whole until the
/// call has ended, and zeros from then on. What has nothing to erase is not counted: the engines of an acquirer's key are used by every thread at once.
/// </remarks>
/// <param name="value">The value, with one user: whoever made this.</param>
internal sealed class Kept<T>(T value) : IDisposable
    where T : class
{
    private readonly IDisposable? _erasable = value as IDisposable;
    private int _users = 1;

    /// <summary>The value; not to be used after <see cref="Dispose"/>.</summary>
    internal T Value => value;

    /// <summary>Counts one more user, who calls <see cref="Dispose"/> when he has done with the value.</summary>
    /// <returns><see langword="false"/> when the last one has let go: the value is erased.</returns>
    internal bool TryUse()
    {
        if (_erasable is null)
        {
            return true;
        }

        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var before = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (before == users)
            {
                return true;
            }

            users = before;
        }

        return false;
    }

    /// <summary>One user has done with the value.</summary>
    public void Dispose()
    {
        if (_erasable is not null && Interlocked.Decrement(ref _users) == 0)
        {
            _erasable.Dispose();
        }
    }
}
