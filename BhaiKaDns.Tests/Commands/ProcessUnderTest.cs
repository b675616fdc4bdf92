using System.Collections;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BhaiKaDns.Commands;

/// <summary>The whole program in a data directory of its own, in this process; no port is fixed.</summary>
internal sealed class ProcessUnderTest : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bhaikadns-").FullName;

    // The heap that would be bounded is that of the tests.
    private static readonly Composition Composition = Program.Composition with { BoundHeap = _ => { } };

    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public string[] Arguments =>
        ["--Storage:DataDirectory", Path.Combine(_directory, "data"), "--Admin:Listen:0", "http://127.0.0.1:0", "--Dns:Listen:0", "127.0.0.1:0"];

    /// <summary>The data directory's own file of settings.</summary>
    public string SettingsPath => Path.Combine(_directory, "data", "appsettings.json");

    public void WriteSettings(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SettingsPath)!);
        File.WriteAllText(SettingsPath, text);
    }

    public Task<int> InvokeAsync(params string[] arguments) =>
        CommandLine.InvokeAsync([.. arguments, .. Arguments], Composition, _directory, new Hashtable(), Output, Error);

    public WebApplication Build(params string[] arguments)
    {
        WebApplication app = Program.Build(
            Hosting.Settings.SettingsLoader.Load(_directory, new Hashtable(), Hosting.Settings.ArgumentSettings.Split([.. Arguments, .. arguments])));
        Program.MapEdges(app);
        return app;
    }

    /// <summary>What people set, as the database keeps it; nobody else may have it open.</summary>
    public async Task<StoredPolicy> StoredAsync()
    {
        await using ServiceProvider provider = Program.BuildOffline(Hosting.Settings.SettingsLoader.Load(_directory, new Hashtable(), Hosting.Settings.ArgumentSettings.Split(Arguments)));
        return await provider.GetRequiredService<PolicyDocuments>().ReadAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
