namespace Gateway.Security.Pins;

/// <summary>How a PIN is laid out in a PIN block before encryption.</summary>
/// <remarks>
/// The numbers are bound into stored profiles: they are never changed or used again. 0 to 4 are the standard's control field;
/// what has no control field of its own is numbered from 16, where no control field can be.
/// Source: ISO 9564-1; UnionPay terminal messages for the SM4 form.
/// </remarks>
public enum PinBlockFormat
{
    /// <summary>Format 0: length, digits and filler F, combined with the account number. Triple DES, 8 bytes.</summary>
    Iso0 = 0,

    /// <summary>Format 1: length, digits and random filler, tied to no account number. Triple DES, 8 bytes.</summary>
    Iso1 = 1,

    /// <summary>Format 2: as format 1, with filler F. For a PIN that a chip card checks itself; 8 bytes.</summary>
    Iso2 = 2,

    /// <summary>Format 3: as format 0, with random filler A to F. Triple DES, 8 bytes.</summary>
    Iso3 = 3,

    /// <summary>Format 4: PIN field and account number field, enciphered one after the other. AES, 16 bytes.</summary>
    Iso4 = 4,

    /// <summary>UnionPay's form for SM4: format 0 stretched to 16 bytes, 20 zeros before the 12 digits of the account number.</summary>
    UnionPaySm4 = 16,
}
