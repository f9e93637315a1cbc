namespace Gateway.Security.Dukpt;

/// <summary>What a key of one triple DES DUKPT transaction is for. Request is what the terminal sends, response what it is sent.</summary>
/// <remarks>Source: ANSI X9.24-1:2009 annex A.4.1, the variants of the transaction key.</remarks>
public enum DukptPurpose
{
    /// <summary>Encrypts the PIN block.</summary>
    Pin,

    /// <summary>Authenticates the request, or both ways where the terminal uses one key only.</summary>
    MacRequest,

    /// <summary>Authenticates the response.</summary>
    MacResponse,

    /// <summary>Encrypts data of the request, or both ways where the terminal uses one key only.</summary>
    DataRequest,

    /// <summary>Encrypts data of the response.</summary>
    DataResponse,
}
