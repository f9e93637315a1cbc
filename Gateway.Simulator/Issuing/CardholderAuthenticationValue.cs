using Gateway.Security.Keys;
using Gateway.Simulator.Values;

namespace Gateway.Simulator.Issuing;

/// <summary>CAVV: the three digits that say a cardholder was authenticated in electronic commerce.</summary>
/// <remarks>
/// Safe from any thread. <b>Source:</b> Visa 3-D Secure, CAVV: the CVV with an unpredictable number in place of the expiry and the
/// results of authentication in place of the service code.
/// </remarks>
public static class CardholderAuthenticationValue
{
    /// <summary>Computes the value.</summary>
    /// <param name="cvk">The pair of keys A and B, 16 bytes.</param>
    /// <param name="pan">Account number, 12 to 19 digits.</param>
    /// <param name="unpredictableNumber">Four digits.</param>
    /// <param name="authenticationResult">What came of the authentication, one digit.</param>
    /// <param name="secondFactor">How it was done, two digits.</param>
    /// <returns>Three digits.</returns>
    /// <exception cref="KeyException">The key has another length.</exception>
    /// <exception cref="ArgumentException">Something else has another shape.</exception>
    public static string Compute(
        ReadOnlySpan<byte> cvk,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<char> unpredictableNumber,
        ReadOnlySpan<char> authenticationResult,
        ReadOnlySpan<char> secondFactor)
    {
        CardDigits.RequirePan(pan);
        CardDigits.Require(unpredictableNumber, 4, 4, "An unpredictable number", nameof(unpredictableNumber));
        CardDigits.Require(authenticationResult, 1, 1, "An authentication result", nameof(authenticationResult));
        CardDigits.Require(secondFactor, 2, 2, "A second factor", nameof(secondFactor));
        return CardVerificationValue.OfDigits(cvk, string.Concat(pan, unpredictableNumber, authenticationResult, secondFactor));
    }
}
