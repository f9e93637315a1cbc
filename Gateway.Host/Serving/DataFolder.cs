using Gateway.Host.Api;
using Gateway.Host.Configuration;
using Gateway.Security.Keys;

namespace Gateway.Host.Serving;

/// <summary>The folder of one gateway: its database, its API key and, in Development, the local master key.</summary>
internal sealed class DataFolder
{
    private const string CheckValueFile = "master.kcv";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly GatewayOptions _options;

    /// <summary>Opens the folder, and makes it when it is not there.</summary>
    /// <exception cref="StartRefusedException">It cannot be made or written.</exception>
    public DataFolder(GatewayOptions options)
    {
        _options = options;
        Path = System.IO.Path.GetFullPath(options.DataFolder);
        try
        {
            Directory.CreateDirectory(Path);
            File.WriteAllText(In(".writable"), "");
            File.Delete(In(".writable"));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {Path} cannot be written: {unusable.Message}");
        }
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The database.</summary>
    public string Journal => In(_options.Journal.File);

    /// <summary>Whether a local master key was made on this start, which the operator has to be told loudly.</summary>
    public bool MadeMasterKey { get; private set; }

    /// <summary>The local master key: from the file, else the credential, else the environment, else one of Development's own.</summary>
    /// <exception cref="StartRefusedException">There is none, it cannot be read, or the folder was made with another.</exception>
    public LocalMasterKey MasterKey()
    {
        try
        {
            var key = Configured() ?? Own();
            CheckSameAsBefore(key);
            return key;
        }
        catch (KeyException unusable)
        {
            throw new StartRefusedException(unusable.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The check value of the local master key, {In(CheckValueFile)}, cannot be read or written: {unreadable.Message}");
        }
    }

    /// <summary>The API key; made on the first start.</summary>
    public string ApiKeyText()
    {
        var file = string.IsNullOrWhiteSpace(_options.Api.KeyFile) ? In("api.key") : _options.Api.KeyFile;
        try
        {
            if (!File.Exists(file))
            {
                Write(file, ApiKey.Generate() + "\n");
            }

            var key = File.ReadAllText(file).Trim();
            return key.Length >= 16 ? key : throw new StartRefusedException($"The API key in {file} is shorter than 16 characters.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The API key file {file} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>The people with API keys of their own.</summary>
    public Operators Operators() => new(In("operators.json"));

    /// <summary>Tells programs beside us which ports were chosen: written whole, after everything listens.</summary>
    public void WritePorts(string json)
    {
        var part = In("ports.json.part");
        File.WriteAllText(part, json);
        File.Move(part, In("ports.json"), overwrite: true);
    }

    /// <summary>Takes the ports of an earlier run away.</summary>
    public void ForgetPorts() => File.Delete(In("ports.json"));

    private LocalMasterKey? Configured()
    {
        var options = _options.MasterKey;
        if (!string.IsNullOrWhiteSpace(options.File))
        {
            return LocalMasterKey.FromFile(options.File);
        }

        if (Credential(options.Credential) is { } credential)
        {
            return LocalMasterKey.FromFile(credential);
        }

        var text = string.IsNullOrWhiteSpace(options.EnvironmentVariable) ? null : Environment.GetEnvironmentVariable(options.EnvironmentVariable);
        return string.IsNullOrWhiteSpace(text) ? null : LocalMasterKey.FromHex(text);
    }

    // systemd puts every credential of a service into a folder that only the service can read, and names the folder.
    private static string? Credential(string name)
        => !string.IsNullOrWhiteSpace(name)
            && Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder
            && System.IO.Path.Combine(folder, name) is var file
            && File.Exists(file)
            ? file
            : null;

    private LocalMasterKey Own()
    {
        if (_options.IsProduction)
        {
            throw new StartRefusedException(
                $"Production needs a local master key: set Gateway:MasterKey:File, give the systemd credential {_options.MasterKey.Credential}, or set the environment variable {_options.MasterKey.EnvironmentVariable}.");
        }

        var file = In("master.key");
        if (File.Exists(file))
        {
            return LocalMasterKey.FromFile(file);
        }

        if (File.Exists(Journal))
        {
            throw new StartRefusedException($"{Journal} exists, but the local master key it was made with does not: neither {file} nor a configured one is there.");
        }

        var made = LocalMasterKey.Generate();
        made.SaveTo(file);
        MadeMasterKey = true;
        return made;
    }

    // Under another master key no stored key opens; better to say so now than at the first sign-on.
    private void CheckSameAsBefore(LocalMasterKey key)
    {
        var file = In(CheckValueFile);
        if (!File.Exists(file))
        {
            Write(file, key.Kcv + "\n");
            return;
        }

        var before = File.ReadAllText(file).Trim();
        if (before != key.Kcv)
        {
            throw new StartRefusedException(
                $"The local master key has check value {key.Kcv}, but the data folder {Path} was made with the one whose check value is {before}.");
        }
    }

    private static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }

    private string In(string file) => System.IO.Path.Combine(Path, file);
}
