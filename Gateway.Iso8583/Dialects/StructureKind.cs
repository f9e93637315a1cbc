namespace Gateway.Iso8583.Dialects;

/// <summary>How a value is divided into parts.</summary>
public enum StructureKind
{
    /// <summary><c>positional</c>: one after the other, in the order of the rows.</summary>
    Positional,

    /// <summary><c>tagged</c>: tag, length, value; tag and length as the dialect says; the order is free and tags may repeat.</summary>
    Tagged,

    /// <summary><c>ber-tlv</c>: tag, length, value as ISO/IEC 8825-1 has them and EMV uses them.</summary>
    BerTlv,

    /// <summary><c>bitmap</c>: a bitmap of its own says which parts follow.</summary>
    Bitmap,

    /// <summary><c>datasets</c>: ISO 8583:2003 datasets: identifier, two bytes of length, content.</summary>
    Datasets,

    /// <summary><c>dataset-bitmap</c>: the content of a dataset from 71 hex on: a bitmap of 16 bits that may go on, then its parts.</summary>
    DatasetBitmap,
}
