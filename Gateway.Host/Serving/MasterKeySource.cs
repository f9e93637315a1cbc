using Gateway.Host.Configuration;
using Gateway.Security.Keys;

namespace Gateway.Host.Serving;

/// <summary>Where the local master key comes from: the file, else the credential, else the environment, else one of Development's own.</summary>
/// <param name="options">The configuration.</param>
/// <param name="folder">The data folder.</param>
/// <param name="journal">The database, which is older than no key of its own.</param>
internal sealed class MasterKeySource(GatewayOptions options, string folder, string journal)
{
    /// <summary>The file of Development's own key.</summary>
    public string OwnFile { get; } = Path.Combine(folder, "master.key");

    /// <summary>Whether the key is Development's own, because none is configured.</summary>
    public bool IsOwn => !options.IsProduction && File is null && Credential is null && Variable is null;

    /// <summary>Whether a key was made on this start, which the operator has to be told loudly.</summary>
    public bool MadeOwn { get; private set; }

    private string? File => string.IsNullOrWhiteSpace(options.MasterKey.File) ? null : options.MasterKey.File;

    // systemd puts every credential of a service into a folder that only the service can read, and names the folder.
    private string? Credential
        => !string.IsNullOrWhiteSpace(options.MasterKey.Credential)
            && Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } credentials
            && Path.Combine(credentials, options.MasterKey.Credential) is var file
            && System.IO.File.Exists(file)
            ? file
            : null;

    private string? Variable
        => !string.IsNullOrWhiteSpace(options.MasterKey.EnvironmentVariable)
            && Environment.GetEnvironmentVariable(options.MasterKey.EnvironmentVariable) is var text
            && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    /// <summary>Reads the key.</summary>
    /// <exception cref="KeyException">What is configured is no key.</exception>
    /// <exception cref="StartRefusedException">None is configured, and none may be made.</exception>
    public LocalMasterKey Read()
        => (File ?? Credential) is { } file ? LocalMasterKey.FromFile(file)
            : Variable is { } text ? LocalMasterKey.FromHex(text)
            : Own();

    /// <summary>What the operator has to do for a new key to be the one that is read, in one sentence.</summary>
    /// <param name="newFile">File of the new key.</param>
    public string Advice(string newFile)
        => IsOwn ? $"{OwnFile} holds the new key now; keep a copy of it apart from the data folder, and no other."
            : File is null && Credential is not null
                ? $"Before the next start, the systemd credential {options.MasterKey.Credential} has to give the key in {newFile}."
                : File is null && Variable is not null
                    ? $"Before the next start, the environment variable {options.MasterKey.EnvironmentVariable} has to hold the key in {newFile}."
                    : $"Before the next start, Gateway:MasterKey:File has to name {newFile}.";

    private LocalMasterKey Own()
    {
        if (options.IsProduction)
        {
            throw new StartRefusedException(
                $"Production needs a local master key: set Gateway:MasterKey:File, give the systemd credential {options.MasterKey.Credential}, or set the environment variable {options.MasterKey.EnvironmentVariable}.");
        }

        if (System.IO.File.Exists(OwnFile))
        {
            return LocalMasterKey.FromFile(OwnFile);
        }

        if (System.IO.File.Exists(journal))
        {
            throw new StartRefusedException($"{journal} exists, but the local master key it was made with does not: neither {OwnFile} nor a configured one is there.");
        }

        var made = LocalMasterKey.Generate();
        made.SaveTo(OwnFile);
        MadeOwn = true;
        return made;
    }
}
