using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Host.Api;
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
