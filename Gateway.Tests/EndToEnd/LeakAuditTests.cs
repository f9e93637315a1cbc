using System.Text;

namespace Gateway.Tests.EndToEnd;

/// <summary>An audit that finds nothing has to be one that would find something.</summary>
[TestFixture]
public sealed class LeakAuditTests
{
    private static readonly Card _card = Card.Number(1);
    private static readonly byte[] _key = Convert.FromHexString("5B19C8D32F6E8AE6A1B0254C7F9D3E68");

    private static readonly Secrets _secrets = Known();

    private static readonly byte[][] _leaks =
    [
        Encoding.UTF8.GetBytes($"card {_card.Pan} was refused"),
        Encoding.UTF8.GetBytes($"card {_card.Pan[..9]}*** was refused"),
        Encoding.UTF8.GetBytes($"card ***{_card.Pan[^9..]} was refused"),
        Encoding.Unicode.GetBytes(_card.Pan),
        Encoding.UTF8.GetBytes(_card.Track2[18..]),
        Convert.FromHexString("16" + _card.Pan + "30"),
        Convert.FromHexString("0" + _card.Pan + "D"),
        [1, 2, 3, .. _key, 4],
        Encoding.UTF8.GetBytes(Convert.ToHexString(_key)),
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(_key)),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(_key)),
    ];

    [TestCaseSource(nameof(_leaks))]
    public void A_leak_is_found_in_whatever_shape_it_has(byte[] leak) => Assert.That(_secrets.FoundIn([0, 0, .. leak, 0, 0]), Is.Not.Empty);

    [Test]
    public void A_masked_card_number_is_no_leak()
        => Assert.That(_secrets.FoundIn(Encoding.UTF8.GetBytes($"card {_card.Masked} {_card.Pan[6..12]}")), Is.Empty);

    private static Secrets Known()
    {
        var secrets = new Secrets();
        secrets.Add(_card);
        secrets.Add("a key", _key);
        return secrets;
    }
}
