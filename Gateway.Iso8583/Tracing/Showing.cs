namespace Gateway.Iso8583.Tracing;

/// <summary>How much of a message is shown.</summary>
public enum Showing
{
    /// <summary>What the dialect allows: for logs, tickets and screens.</summary>
    Masked,

    /// <summary>Every value in clear, card data among them: for test data, and for people who may see the rest.</summary>
    Everything,
}
