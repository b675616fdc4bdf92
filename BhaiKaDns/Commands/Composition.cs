using BhaiKaDns.Administration;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Commands;

/// <summary>What commands need of the whole house; made by <c>Program.cs</c>, the only file that sees it.</summary>
internal sealed record Composition
{
    /// <inheritdoc cref="HeapLimit.Apply"/>
    public required Action<int> BoundHeap { get; init; }

    /// <summary>Registers every slice.</summary>
    public required Action<IServiceCollection, IConfiguration> AddSlices { get; init; }

    /// <summary>Builds the server, ready to be started; it takes over from the one that stood here before, if there is one.</summary>
    public required Func<LoadedSettings, WebApplication?, WebApplication> Build { get; init; }

    /// <summary>Opens the DNS listeners of a built server, then puts together what it serves over HTTP.</summary>
    public required Func<WebApplication, CancellationToken, Task> OpenAsync { get; init; }

    /// <summary>Lets the listeners of a server answer on when it is stopped, until another has taken over.</summary>
    public required Func<WebApplication, Task> StayBehindAsync { get; init; }

    /// <summary>Closes the files of a stopped server that only one may have open.</summary>
    public required Func<WebApplication, Task> LetGoAsync { get; init; }

    /// <summary>Ends the listeners of the first server; what it answered of late is told to the second, whose sockets stay open.</summary>
    public required Func<WebApplication, WebApplication, Task> LeaveAsync { get; init; }

    /// <summary>Judges from what lies in the data directory, without a running instance.</summary>
    public required Func<LoadedSettings, ExplainRequest, CancellationToken, ValueTask<Explanation>> ExplainOffline { get; init; }

    /// <summary>Tells of the lists from what lies in the data directory, without a running instance.</summary>
    public required Func<LoadedSettings, CancellationToken, Task<IReadOnlyList<ListReport>>> ListsOffline { get; init; }

    /// <summary>Takes an import into what lies in the data directory, without a running instance.</summary>
    public required ImportOffline ImportOffline { get; init; }

    /// <summary>Manages accounts in what lies in the data directory, without a running instance.</summary>
    public required Func<LoadedSettings, Func<AccountAdministration, Task>, Task> AccountsOffline { get; init; }

    /// <summary>Every problem of the settings, by the sections that the slices brought.</summary>
    public IReadOnlyList<SettingProblem> Check(LoadedSettings settings) => SettingsCheck.Run(settings, Catalog(settings.Configuration));

    /// <summary>The sections that the slices bring, as they are for these settings.</summary>
    public SettingsCatalog Catalog(IConfiguration configuration)
    {
        ServiceCollection services = new();
        AddSlices(services, configuration);
        return services.Catalog();
    }
}

/// <inheritdoc cref="PolicyEditor.ImportAsync"/>
internal delegate Task<PolicyImportResult> ImportOffline(LoadedSettings settings, PolicyImport import, bool replace, bool isTrial, CancellationToken cancellationToken);
