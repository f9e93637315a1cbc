using System.Net;
using System.Net.Sockets;
using Gateway.Host.Api;
using Gateway.Host.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Host.Api;

/// <summary>Who gets in, and what is said before any command is asked.</summary>
[TestFixture]
public sealed class ApiAccessTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase("wrong")]
    [TestCase("0123456789abcdef0123456789abcdef0")]
    [TestCase("0123456789ABCDEF0123456789ABCDEF")]
    public async Task Without_the_key_nothing_is_answered_but_401(string? key)
    {
        await using var api = await ApiBench.Started();
        foreach (var path in new[] { "/", "/api/terminals", "/api/money", "/api/nothing", "/healthy", "/health/../api/terminals", "/api/terminals/00000001/explain?stan=1" })
        {
            Assert.That((await api.Get(path, key)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), path);
        }
    }

    [Test]
    public async Task Health_is_free_and_tells_whether_the_gateway_can_serve()
    {
        await using var api = await ApiBench.Started();
        Assert.That((await api.Get("/health/live", null)).Status, Is.EqualTo(HttpStatusCode.OK));
        var (status, body) = await api.Get("/health/ready", null);
        Assert.That((status, body!["status"]!.GetValue<string>(), body["acquirers"]![0]!["state"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.OK, "ready", "SignedOn")));
        api.IsReady = false;
        (status, body) = await api.Get("/health/ready", null);
        Assert.That((status, body!["status"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "not ready")));
    }

    [TestCase("POST", "/api/holds", "{ broken", "application/json", 400)]
    [TestCase("POST", "/api/holds", "", "application/json", 400)]
    [TestCase("POST", "/api/holds", "null", "application/json", 400)]
    [TestCase("POST", "/api/holds", "[]", "application/json", 400)]
    [TestCase("POST", "/api/holds", """{"level":5}""", "application/json", 400)]
    [TestCase("POST", "/api/merchants", """{"id":"1"}""", "text/plain", 415)]
    [TestCase("GET", "/api/nothing", null, null, 404)]
    [TestCase("GET", "/", null, null, 404)]
    [TestCase("GET", "/api/holds/first", null, null, 404)]
    [TestCase("GET", "/api/audit?after=first", null, null, 400)]
    [TestCase("GET", "/api/terminals/00000001/transactions?batch=first", null, null, 400)]
    [TestCase("DELETE", "/api/terminals", null, null, 405)]
    public async Task What_cannot_be_understood_is_a_problem_with_a_sentence(string method, string path, string? body, string? type, int status)
    {
        await using var api = await ApiBench.Started();
        var content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, type!);
        Assert.That((int)(await api.Send(new HttpMethod(method), path, content, ApiBench.Key)).Status, Is.EqualTo(status));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_body_that_is_too_large_is_not_read(bool chunked)
    {
        await using var api = await ApiBench.Started();
        using var content = new StringContent($$"""{"name":"{{new string('x', 70_000)}}"}""", System.Text.Encoding.UTF8, "application/json");
        if (chunked)
        {
            content.Headers.ContentLength = null;
        }

        Assert.That((await api.Send(HttpMethod.Post, "/api/merchants", content, ApiBench.Key)).Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task A_journal_that_cannot_be_read_is_503_and_a_fault_of_our_own_is_500_without_its_text()
    {
        await using var api = await ApiBench.Started();
        api.Books.Fault = new JournalException("The journal is closed.");
        Assert.That((await api.Get("/api/money")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        api.Books.Fault = new InvalidOperationException("secret text");
        var (status, body) = await api.Get("/api/money");
        Assert.That((status, body!.ToJsonString().Contains("secret", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.InternalServerError, false)));
    }

    [Test]
    public async Task An_address_that_is_taken_is_said_to_be()
    {
        await using var api = await ApiBench.Started();
        Assert.That(
            () => ApiServer.Start(api.Address, new ApiKey(ApiBench.Key), api.Estate.State, api.Estate.Desk, api.Books, () => null!, TimeProvider.System, NullLoggerFactory.Instance),
            Throws.InstanceOf<IOException>());
        Assert.That(
            () => ApiServer.Start("http://192.0.2.1:0", new ApiKey(ApiBench.Key), api.Estate.State, api.Estate.Desk, api.Books, () => null!, TimeProvider.System, NullLoggerFactory.Instance),
            Throws.InstanceOf<IOException>().Or.InstanceOf<SocketException>());
    }

    [Test]
    public void Keys_are_made_anew_each_time()
        => Assert.That(Enumerable.Range(0, 100).Select(_ => ApiKey.Generate()), Is.Unique.And.All.Match("^[0-9a-f]{64}$"));
}
