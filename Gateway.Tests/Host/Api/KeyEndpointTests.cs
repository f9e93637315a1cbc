using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Host.Api;
using Gateway.Host.Estate;
using static Gateway.Tests.Host.Estate.EstateBench;

namespace Gateway.Tests.Host.Api;

/// <summary>Keys over HTTP: who may enter them, and what is said of what cannot be read.</summary>
[TestFixture]
public sealed class KeyEndpointTests : IDisposable
{
    private const string Components = "/api/keys/components";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-operators-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task In_Production_components_come_from_two_persons_with_API_keys_of_their_own()
    {
        var operators = new Operators(Path.Combine(_folder.FullName, "operators.json"));
        var (ann, bob) = (operators.Add("ann")!, operators.Add("bob")!);
        await using var api = await ApiBench.Started(isOneHandAllowed: false, operators);

        var oneHand = await api.Post($"/api/terminals/{Terminal}/master-key", $$"""{"components":["{{KeyA}}","{{KeyB}}"]}""");
        var shared = await api.Post(Components, Component(KeyA, by: "ann"));
        Assert.That((oneHand.Status, shared.Status), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)));
        Assert.That((await As(api, ann, KeyA)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await As(api, ann, KeyB, by: "bob")).Status, Is.EqualTo(HttpStatusCode.Conflict), "the name is the key's, not what the body says");
        Assert.That((await As(api, bob, KeyB)).Body!["keyKcv"], Is.Not.Null);
        Assert.That(api.Estate.State.Terminal(Terminal)!.MasterKey, Is.Not.Null);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "operators.json")), Does.Contain("ann").And.Not.Contain(ann).And.Not.Contain(bob));
        Assert.That(operators.Add("ann"), Is.Null, "a name is given once");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("""{"usage":"TerminalMaster","owner":"00000001","of":"two","component":"00"}""")]
    [TestCase("""{"usage":"TerminalMaster","owner":"00000001","of":2,"component":"8C51AE07F2D9346B10FB7D98C2A5E43E","Component":"00"}""")]
    [TestCase("""{"usage":"TerminalMaster","owner":"00000001","of":2,"component":["8C51AE07F2D9346B10FB7D98C2A5E43E"]}""")]
    [TestCase("""{"usage":"TerminalMaster","owner":"\ud800","of":2,"component":"00"}""")]
    [TestCase("""{"usage":"TerminalMaster","owner":"00000001","of":2}""")]
    [TestCase("""{"usage":"1","owner":"00000001","of":2,"component":"00"}""")]
    [TestCase("""{"usage":"TerminalMaster","owner":"00000001","algorithm":"2","of":2,"component":"00"}""")]
    public async Task A_body_that_is_no_component_is_one_sentence(string json)
    {
        await using var api = await ApiBench.Started();
        Assert.That((await api.Post(Components, json)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(api.Estate.Audits, Is.Empty);
    }

    [Test]
    public async Task What_is_longer_than_any_component_is_refused()
    {
        await using var api = await ApiBench.Started();
        Assert.That((await api.Post(Components, Component(new string('A', 257)))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Trying_a_terminals_keys_out_is_written_down()
    {
        await using var api = await ApiBench.Started();
        var path = $"/api/terminals/{Terminal}/verify-mac";
        Assert.That((await api.Post(path, """{"data":"30","mac":"30"}""")).Status, Is.EqualTo(HttpStatusCode.Conflict), "no keys yet");
        await api.Post($"/api/terminals/{Terminal}/master-key", $$"""{"components":["{{KeyA}}"]}""");
        await api.Estate.SignOn(Terminal);
        Assert.That((await api.Post(path, """{"data":"3","mac":"30"}""")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var (status, body) = await api.Post(path, """{"data":"30","mac":"3030303030303030"}""");
        Assert.That((status, body!["right"]!.GetValue<bool>()), Is.EqualTo((HttpStatusCode.OK, false)));
        Assert.That(api.Estate.Audits.Last(), Has.Property("Kind").EqualTo("mac-tried").And.Property("Subject").EqualTo(Terminal));
    }

    [Test]
    public async Task Codes_are_tried_thirty_times_a_minute_for_each_operator_and_for_the_shared_key()
    {
        var operators = new Operators(Path.Combine(_folder.FullName, "operators.json"));
        var ann = operators.Add("ann")!;
        await using var api = await ApiBench.Started(operators: operators);
        await api.Post($"/api/terminals/{Terminal}/master-key", $$"""{"components":["{{KeyA}}"]}""");
        await api.Estate.SignOn(Terminal);
        for (var asked = 0; asked < TryAllowance.Most; asked++)
        {
            Assert.That((await Try(ann)).Status, Is.EqualTo(HttpStatusCode.OK), $"try {asked}");
        }

        api.Estate.Time.Advance(TimeSpan.FromSeconds(20.5));
        var (status, body) = await Try(ann);
        Assert.That(((int)status, body!["detail"]!.GetValue<string>()), Is.EqualTo(
            (429, "At most 30 codes in 60 seconds are tried for one operator; try again in 40 seconds.")));
        Assert.That((await Try(ann)).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That((await Try(ApiBench.Key)).Status, Is.EqualTo(HttpStatusCode.OK), "the others'");
        Assert.That(Audited("mac-tries-refused"), Has.Count.EqualTo(1).And.All.EndsWith("ann asked for more."));
        Assert.That(Audited("mac-tried"), Has.Count.EqualTo(TryAllowance.Most + 1));

        api.Estate.Time.Advance(TimeSpan.FromSeconds(39.5));
        Assert.That((await Try(ann)).Status, Is.EqualTo(HttpStatusCode.OK), "a minute after the first");

        Task<(HttpStatusCode Status, JsonNode? Body)> Try(string key) => api.Send(
            HttpMethod.Post,
            $"/api/terminals/{Terminal}/verify-mac",
            new StringContent("""{"data":"30","mac":"3030303030303030"}""", Encoding.UTF8, "application/json"),
            key);

        List<string> Audited(string kind) => [.. api.Estate.Audits.Where(entry => entry.Kind == kind).Select(entry => entry.Detail)];
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> As(ApiBench api, string key, string component, string? by = null)
        => api.Send(HttpMethod.Post, Components, new StringContent(Component(component, by), Encoding.UTF8, "application/json"), key);

    private static string Component(string hex, string? by = null) => new JsonObject
    {
        ["usage"] = "TerminalMaster",
        ["owner"] = Terminal,
        ["of"] = 2,
        ["component"] = hex,
        ["by"] = by,
    }.ToJsonString();
}
