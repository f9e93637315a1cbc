using Gateway.Iso8583.Messages;
using Gateway.Security.Dukpt;

namespace Gateway.Host.Front;

/// <summary>Where the terminals of a listener put the key serial number of a DUKPT transaction.</summary>
/// <param name="element">62 for its usage KS; 56, 57 or 58 for the whole element in hexadecimal characters.</param>
/// <remarks>The dialect has no public place for it, so that it is a choice of the estate's.</remarks>
internal sealed class KeySerialElement(int element)
{
    /// <summary>The key serial number of a message; null when it carries none, default when what it carries is none.</summary>
    public KeySerialNumber? Read(IsoMessage message)
    {
        if (element != 62)
        {
            return message.Text(element) is { } text ? Parsed(text) : null;
        }

        var content = Field62.Find(message.Bytes(62), Field62.KeySerialNumber);
        return content.IsEmpty ? null : KeySerialNumber.TryRead(content, out var ksn) ? ksn : default(KeySerialNumber);
    }

    private static KeySerialNumber Parsed(string text) => KeySerialNumber.TryParse(text, out var ksn) ? ksn : default;
}
