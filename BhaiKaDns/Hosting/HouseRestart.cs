using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Hosting;

/// <summary>
/// How the inside of the house asks for being built anew from the settings as they are kept, in the same process; whoever runs the house
/// waits for it. Safe from any thread.
/// </summary>
internal sealed class HouseRestart
{
    private volatile TaskCompletionSource<RestartRequest> _request = New();

    /// <summary>Completes when somebody asks.</summary>
    public Task<RestartRequest> Requested => _request.Task;

    /// <summary>Somebody asked, and it is being done.</summary>
    public bool IsRequested => _request.Task.IsCompleted;

    /// <summary>Why the last change could not be put in force and was taken back; null if it was.</summary>
    public string? Problem { get; private set; }

    /// <summary>False when it was asked for already.</summary>
    public bool TryRequest(RestartRequest request) => _request.TrySetResult(request);

    /// <summary>What was asked for could not be done, and the house stands as before; it may be asked again.</summary>
    public void Refuse(string problem)
    {
        Problem = problem;
        _request = New();
    }

    /// <summary>Says in a house that was built from the old settings again why that is.</summary>
    public void Tell(string problem) => Problem = problem;

    private static TaskCompletionSource<RestartRequest> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="Previous">What was kept of the pages before, to be put back if the house does not start; null where nothing was changed.</param>
/// <param name="ChangedBy">Who asked.</param>
internal sealed record RestartRequest(SettingsSource? Previous, string ChangedBy);
