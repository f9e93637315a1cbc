using Gateway.Host.Configuration;
namespace Gateway.Host.Serving;
internal static class GatewayProcess { public static Task Run(GatewayOptions options, CancellationToken stop) => Task.CompletedTask; }
