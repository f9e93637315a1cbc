using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Simulator.Commands;

namespace Gateway.Simulator.Issuing;

/// <summary>Reads issuer keys from JSON. Every member may be left out, a member that is not known is refused.</summary>
internal static class IssuerKeyFile
{
    private const int KeyDigits = 32;

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">No such file, or not such keys; the text has no part of them.</exception>
    internal static IssuerKeys Read(string path)
    {
        try
        {
            return Convert(JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), _options) ?? new Content(), path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file of issuer keys {path} cannot be read.");
        }
        catch (JsonException)
        {
            throw new UsageException(
                $"The file of issuer keys {path} is not JSON with imk, cryptogram, option, cvk, cvvAt, pvk, pvki and pvvs alone.");
        }
    }

    private static IssuerKeys Convert(Content content, string path)
    {
        Require(IsDigits(content.Pvki, 1), path, "pvki is one digit");
        Require(content.CvvAt is >= 0 and <= 13, path, "cvvAt is 0 to 13");
        Require(content.Option is "A" or "B", path, "option is A or B");
        Require(content.Pvvs.All(pvv => pvv.Key.Length is >= 13 and <= 19 && IsDigits(pvv.Key, pvv.Key.Length) && IsDigits(pvv.Value, 4)), path,
            "pvvs has four digits for each card number");
        var version = CryptogramVersion.All.FirstOrDefault(version => version.Name == content.Cryptogram);
        Require(version is not null, path, "cryptogram is " + string.Join(", ", CryptogramVersion.All.Select(known => known.Name)));
        return new IssuerKeys
        {
            MasterKey = Key(content.Imk, path, "imk"),
            Version = version!,
            Option = Enum.Parse<IccMasterKeyOption>(content.Option),
            CardVerificationKey = Key(content.Cvk, path, "cvk"),
            CvvPosition = content.CvvAt,
            PinVerificationKey = Key(content.Pvk, path, "pvk"),
            PinKeyIndex = content.Pvki[0],
            PinVerificationValues = content.Pvvs,
        };
    }

    private static byte[]? Key(string? digits, string path, string name)
    {
        Require(digits is null || (digits.Length == KeyDigits && digits.All(char.IsAsciiHexDigit)), path, $"{name} is {KeyDigits} hexadecimal characters");
        return digits is null ? null : System.Convert.FromHexString(digits);
    }

    private static bool IsDigits(string? text, int count) => text?.Length == count && text.All(char.IsAsciiDigit);

    private static void Require(bool isRight, string path, string rule)
    {
        if (!isRight)
        {
            throw new UsageException($"The file of issuer keys {path} is wrong: {rule}.");
        }
    }

    private sealed record Content
    {
        public string? Imk { get; init; }

        public string Cryptogram { get; init; } = CryptogramVersion.Cvn18.Name;

        public string Option { get; init; } = nameof(IccMasterKeyOption.A);

        public string? Cvk { get; init; }

        public int CvvAt { get; init; } = IssuerKeys.UsualCvvPosition;

        public string? Pvk { get; init; }

        public string Pvki { get; init; } = "1";

        public Dictionary<string, string> Pvvs { get; init; } = [];
    }
}
