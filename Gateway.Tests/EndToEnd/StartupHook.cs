/// <summary>A fault in somebody else's process: .NET runs this before the program that it starts, when its environment asks for it.</summary>
/// <remarks>
/// Nothing in the gateway knows of it. The name and its place outside of any namespace are the runtime's; only the runtime's own types may be used here,
/// because those of the tests are not found from there. Source: .NET, host startup hooks.
/// </remarks>
internal static class StartupHook
{
    /// <summary>The thread that dies.</summary>
    internal const string ThreadName = "thread-of-a-test";

    private const string MessageFile = "CRASH_TEST_MESSAGE_FILE";

    /// <summary>The environment of a process that throws as soon as there is a file, with its content for a message.</summary>
    internal static (string Name, string Value)[] Throwing(string file)
        => [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (MessageFile, file)];

    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(MessageFile) is { } file)
        {
            new Thread(() => Throw(file)) { Name = ThreadName, IsBackground = true }.Start();
        }
    }

    private static void Throw(string file)
    {
        using var never = new ManualResetEventSlim();
        while (!File.Exists(file))
        {
            never.Wait(20);
        }

        var message = File.ReadAllText(file);
        throw new InvalidOperationException(message) { Data = { ["sent"] = message } };
    }
}
