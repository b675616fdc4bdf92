using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace BhaiKaDns.EndToEnd;

/// <summary>
/// The real program in a process of its own, on free ports of the loopback interface and with a data directory that is deleted
/// afterwards. It may be stopped, killed and started again on the same data.
/// </summary>
internal sealed partial class ProgramUnderTest : IAsyncDisposable
{
    /// <summary>Of the administrator that every instance has.</summary>
    public const string UserName = "admin";

    public const string Password = "four words on a wall";

    private const int SigTerm = 15;
    private const int AddressTaken = 3;
    private const int MaxStarts = 3;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly string[] _arguments;
    private readonly IPEndPoint _upstream;
    private Process? _process;

    private ProgramUnderTest(IPEndPoint upstream, string[] arguments)
    {
        _upstream = upstream;
        _arguments = arguments;
        DataDirectory = Directory.CreateTempSubdirectory("bhaikadns-").FullName;
        File.WriteAllText(PasswordFile, Password + "\n");
    }

    public string DataDirectory { get; }

    private string PasswordFile => Path.Combine(DataDirectory, "initial-password");

    /// <summary>Where it answers over UDP and TCP.</summary>
    public IPEndPoint Dns { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>Pages and API, with a slash at the end.</summary>
    public Uri Admin { get; private set; } = new("http://127.0.0.1/");

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The program does not run.");

    /// <summary>Everything the program has written since the first start, both streams.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Starts the program and returns when it says that it is ready.</summary>
    /// <param name="upstream">The only upstream it may ask; null gives it one that never answers.</param>
    /// <param name="arguments">More settings, such as <c>--Cache:Capacity</c>, <c>2000</c>; they win over those of the fixture.</param>
    /// <exception cref="InvalidOperationException">It ended or was not ready in time; the message holds its output.</exception>
    public static async Task<ProgramUnderTest> StartAsync(IPEndPoint? upstream = null, params string[] arguments)
    {
        ProgramUnderTest program = new(upstream ?? FreePort.Claim(), arguments);
        try
        {
            await program.StartAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it (again) on the same data directory; on the same ports if it had some.</summary>
    public async Task StartAsync()
    {
        bool fixedPorts = Dns.Port != 0;
        for (int start = 1; ; start++)
        {
            if (!fixedPorts)
            {
                Dns = FreePort.Claim();
                Admin = new Uri($"http://{FreePort.Claim()}/");
            }

            _process = Launch();
            if (await IsReadyAsync(_process))
            {
                return;
            }

            // Another process may have taken a port between our asking and the program's binding.
            if (fixedPorts || start == MaxStarts || _process.ExitCode != AddressTaken)
            {
                throw new InvalidOperationException($"The program ended with {_process.ExitCode} before it was ready:{Environment.NewLine}{Output}");
            }
        }
    }

    /// <summary>Asks it to stop (SIGTERM) and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        Process process = _process ?? throw new InvalidOperationException("The program does not run.");
        _ = Signal(process.Id, SigTerm);
        using CancellationTokenSource limit = new(StopLimit);
        await process.WaitForExitAsync(limit.Token);
        return Forget(process);
    }

    /// <summary>What a power cut does to a process (SIGKILL).</summary>
    public async Task KillAsync()
    {
        Process process = _process ?? throw new InvalidOperationException("The program does not run.");
        process.Kill();
        await process.WaitForExitAsync();
        _ = Forget(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            try
            {
                _ = await StopAsync();
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        _process?.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private int Forget(Process process)
    {
        int exitCode = process.ExitCode;
        process.Dispose();
        _process = null;
        return exitCode;
    }

    private Process Launch()
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = DataDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] settings =
        [
            "--Storage:DataDirectory", DataDirectory, "--Admin:Listen:0", Admin.GetLeftPart(UriPartial.Authority),
            "--Dns:Listen:0", Dns.ToString(), "--Resolver:Upstreams:0", _upstream.ToString(),
            "--Admin:InitialPasswordFile", PasswordFile,
        ];
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "bhaikadns.dll"), .. settings, .. _arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // Settings of whoever runs the tests must not reach the program.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("BHAIKADNS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The program could not be started.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }

    /// <returns>False when the process has ended by itself.</returns>
    private async Task<bool> IsReadyAsync(Process process)
    {
        using HttpClient client = new() { BaseAddress = Admin, Timeout = TimeSpan.FromSeconds(5) };
        using PeriodicTimer again = new(AskAgainAfter);
        using CancellationTokenSource limit = new(StartLimit);
        try
        {
            do
            {
                if (process.HasExited)
                {
                    await process.WaitForExitAsync(limit.Token);
                    return false;
                }

                if (await SaysReadyAsync(client, limit.Token))
                {
                    return true;
                }
            }
            while (await again.WaitForNextTickAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            // Said below, with the output.
        }

        throw new InvalidOperationException($"The program was not ready within {StartLimit.TotalSeconds} s:{Environment.NewLine}{Output}");
    }

    private static async Task<bool> SaysReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);
}
