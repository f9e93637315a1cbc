using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Gateway.Benchmarks;

var job = args.Contains("--quick") ? Job.ShortRun : Job.Default;
var config = DefaultConfig.Instance.AddJob(job.WithToolchain(new InProcessNoEmitToolchain(logOutput: false))).WithOptions(ConfigOptions.DisableLogFile);
if (args.Contains("security"))
{
    return BenchmarkRunner.Run<SecurityBenchmarks>(config).HasCriticalValidationErrors ? 1 : 0;
}

var summary = BenchmarkRunner.Run<CodecBenchmarks>(config);
return PeerTable.Write(summary, Console.Out) ? 0 : 1;
