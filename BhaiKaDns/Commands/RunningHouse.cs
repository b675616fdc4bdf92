using System.Runtime.InteropServices;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Commands;

/// <summary>
/// Runs the house, and builds it anew when its settings change, in the same process: the old listeners answer until the new ones have
/// taken over the very same sockets, so no query is lost. If the new house does not start, the old settings are put back and it is built
/// from those.
/// </summary>
internal sealed class RunningHouse(Composition composition)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns when the program was told to stop.</summary>
    public async Task RunAsync(LoadedSettings settings)
    {
        // Each house listens to signals by itself; this one is for the moment between two houses.
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => _signal.TrySetResult());
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _signal.TrySetResult());
        WebApplication app = composition.Build(settings, null);
        try
        {
            await composition.OpenAsync(app, CancellationToken.None);
            await app.StartAsync();
            while (await NextRequestAsync(app) is { } request)
            {
                app = await ReplaceAsync(app, settings, request);
                settings = app.Services.GetRequiredService<LoadedSettings>();
            }

            await app.StopAsync();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    // Null when it is time to stop.
    private async Task<RestartRequest?> NextRequestAsync(WebApplication app)
    {
        TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration onStop = app.Lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        Task<RestartRequest> requested = app.Services.GetRequiredService<HouseRestart>().Requested;
        Task first = await Task.WhenAny(stopping.Task, _signal.Task, requested);
        return first == requested ? await requested : null;
    }

    /// <returns>The house that stands now: the new one, or one of the old settings.</returns>
    private async Task<WebApplication> ReplaceAsync(WebApplication old, LoadedSettings before, RestartRequest request)
    {
        HouseChangeLog log = HouseChangeLog.Of(old);
        LoadedSettings after = SettingsLoader.Load(before.Places!);
        if (ObjectionTo(before, after) is { } objection)
        {
            await PutBackAsync(old, request, objection, log);
            old.Services.GetRequiredService<HouseRestart>().Refuse(objection);
            return old;
        }

        await composition.StayBehindAsync(old);
        await old.StopAsync();
        await composition.LetGoAsync(old);
        (WebApplication? app, string? problem) = await TryBuildAsync(after, old);
        while (app is null)
        {
            log.NotStarted(problem!);
            await PutBackAsync(old, request, problem!, log);
            (app, string? another) = await TryBuildAsync(SettingsLoader.Load(before.Places!), old);
            if (app is null)
            {
                log.NotStartedAgain(another!, RetryPause);
                await Task.WhenAny(Task.Delay(RetryPause), _signal.Task);
            }
        }

        if (problem is not null)
        {
            app.Services.GetRequiredService<HouseRestart>().Tell(problem);
            app.Services.GetRequiredService<HealthBoard>().Report(HealthParts.Settings, HealthState.Degraded, $"The last change was taken back: {problem}");
        }

        await composition.LeaveAsync(old, app);
        await old.DisposeAsync();
        HouseChangeLog.Of(app).Replaced();
        return app;
    }

    private async Task<(WebApplication? App, string? Problem)> TryBuildAsync(LoadedSettings settings, WebApplication old)
    {
        WebApplication? app = null;
        try
        {
            app = composition.Build(settings, old);
            await composition.OpenAsync(app, CancellationToken.None);
            await app.StartAsync();
            return (app, null);
        }
        catch (Exception problem)
        {
            // Whatever it is, the home must not be left without answers.
            if (app is not null)
            {
                await composition.LeaveAsync(app, old);
                await app.DisposeAsync();
            }

            return (null, problem.Message);
        }
    }

    // What can be known before anything is stopped.
    private string? ObjectionTo(LoadedSettings before, LoadedSettings after) =>
        composition.Check(after) is [{ } problem, ..] ? problem.ToString() : AddressTrial.Objection(before.Configuration, after.Configuration);

    private static async Task PutBackAsync(WebApplication app, RestartRequest request, string problem, HouseChangeLog log)
    {
        log.TakenBack(problem);
        app.Services.GetRequiredService<HealthBoard>().Report(HealthParts.Settings, HealthState.Degraded, $"The last change was taken back: {problem}");
        if (request.Previous is { } previous)
        {
            try
            {
                PagesSettings.Write(previous, app.Services.GetRequiredService<SettingsCatalog>());
                await app.Services.GetRequiredService<Audit.AuditTrail>().AppendAsync(new Audit.AuditDraft("server", "", "settings.takenback", problem));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                log.NotPutBack(error.Message);
            }
        }
    }
}
