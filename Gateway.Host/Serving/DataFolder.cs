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
        MasterKeys = new MasterKeySource(options, Path, Journal);
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

    /// <summary>Where the local master key comes from.</summary>
    public MasterKeySource MasterKeys { get; }

    /// <summary>Whether a local master key was made on this start, which the operator has to be told loudly.</summary>
    public bool MadeMasterKey => MasterKeys.MadeOwn;

    /// <summary>The file with the check value of the local master key that the folder belongs to.</summary>
    public string CheckValue => In(CheckValueFile);

    /// <summary>The local master key: from the file, else the credential, else the environment, else one of Development's own.</summary>
    /// <exception cref="StartRefusedException">
    /// There is none, it cannot be read, the folder was made with another, or a change of it is not finished.
    /// </exception>
    public LocalMasterKey MasterKey()
    {
        try
        {
            CheckNotBeingChanged();
            var key = MasterKeys.Read();
            CheckSameAsBefore(key);
            return key;
        }
        catch (KeyException unusable)
        {
            throw new StartRefusedException(unusable.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The check value of the local master key, {CheckValue}, cannot be read or written: {unreadable.Message}");
        }
    }

    /// <summary>Looks again when the journal is ours, because only then nobody can change the key any more.</summary>
    /// <exception cref="StartRefusedException">The key was changed since it was read, or is being changed.</exception>
    public void CheckStill(LocalMasterKey key)
    {
        CheckNotBeingChanged();
        CheckSameAsBefore(key);
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

    private void CheckNotBeingChanged()
    {
        if (MasterKeyMarker.Read(Path) is { } unfinished)
        {
            throw new StartRefusedException(unfinished.Refusal);
        }
    }

    // Under another master key no stored key opens; better to say so now than at the first sign-on.
    private void CheckSameAsBefore(LocalMasterKey key)
    {
        var file = CheckValue;
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
