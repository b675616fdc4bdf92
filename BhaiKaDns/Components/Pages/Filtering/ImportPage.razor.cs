using System.Text;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Audit;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Import;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>Takes over what another program was set to: upload, look, decide.</summary>
public sealed partial class ImportPage : ComponentBase, IAsyncDisposable
{
    private const int MaxTold = 200;

    private CancellationTokenSource? _running;
    private Step _step;
    private long _uploaded;
    private long _length;
    private string _text = "";
    private string _kind = "pasted.conf";
    private string _problem = "";
    private string? _path;
    private ImportResult? _result;
    private IReadOnlyList<string> _policyTaken = [];
    private IReadOnlyList<string> _settingsTaken = [];
    private IReadOnlyList<string> _kept = [];
    private bool _isGood;
    private bool _isDone;
    private bool _replaces;

    private enum Step : byte
    {
        Uploading = 0,
        Reading = 1,
        Checking = 2,
        Taking = 3,
    }

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private ImportDesk Desk { get; set; } = null!;

    [Inject]
    private PolicyAdministration Administration { get; set; } = null!;

    [Inject]
    private AuditTrail Trail { get; set; } = null!;

    [Inject]
    private ILogger<ImportPage> Logger { get; set; } = null!;

    private bool IsBusy => _running is not null;

    private string StepWord => _step switch
    {
        Step.Uploading => T["{0} of {1} are here", Amounts.Octets(_uploaded), Amounts.Octets(_length)],
        Step.Reading => T["The file is being read…"],
        Step.Checking => T["It is compared with what is there…"],
        _ => T["It is being taken over…"],
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CancelAsync();
        Forget();
    }

    private static void Look()
    {
        // The beat redraws how far it is.
    }

    private Task UploadAsync(InputFileChangeEventArgs change) => change.File.Size > ImportDesk.MaxLength
        ? Refuse(T["The file is larger than any configuration."])
        : ReadAsync(token => change.File.OpenReadStream(ImportDesk.MaxLength, token), change.File.Name, change.File.Size);

    private Task PasteAsync() => ReadAsync(_ => new MemoryStream(Encoding.UTF8.GetBytes(_text)), _kind, Encoding.UTF8.GetByteCount(_text));

    private Task Refuse(string problem)
    {
        _problem = problem;
        return Task.CompletedTask;
    }

    private Task ReadAsync(Func<CancellationToken, Stream> open, string name, long length) => RunAsync(async cancellationToken =>
    {
        Forget();
        (_step, _uploaded, _length) = (Step.Uploading, 0, length);
        await using Stream body = open(cancellationToken);
        _path = await Desk.StoreAsync(body, name, octets => _uploaded = octets, cancellationToken);
        _step = Step.Reading;
        StateHasChanged();
        _result = await Desk.ReadAsync(_path, cancellationToken);
        await CompareAsync(isTrial: true, cancellationToken);
    });

    private Task ReplaceAsync(bool replaces)
    {
        _replaces = replaces;
        return RunAsync(cancellationToken => CompareAsync(isTrial: true, cancellationToken));
    }

    // What was begun is carried through: half of a configuration would be worse than none.
    private Task TakeAsync() => RunAsync(_ => CompareAsync(isTrial: false, CancellationToken.None));

    private async Task CompareAsync(bool isTrial, CancellationToken cancellationToken)
    {
        ImportResult result = _result!;
        _step = isTrial ? Step.Checking : Step.Taking;
        StateHasChanged();
        string? before = Desk.SettingsText;
        SettingsFileChange settings = Actor.May(Permissions.Manage)
            ? await Task.Run(() => Desk.ApplySettings(result, _replaces, isTrial), cancellationToken)
            : new SettingsFileChange();
        PolicyImportResult policy = settings.Problems.Count > 0
            ? new PolicyImportResult(PolicyEdit.Done, [], [])
            : await Administration.ImportAsync(Actor, result.Policy, _replaces, isTrial, cancellationToken);
        _isGood = settings.Problems.Count == 0 && policy.Edit.IsDone;
        if (!_isGood && !isTrial && settings.Problems.Count == 0 && settings.Applied.Count > 0)
        {
            Desk.RestoreSettings(before);
        }

        (_policyTaken, _settingsTaken, _kept) = (policy.Taken, settings.Applied, [.. policy.Skipped, .. settings.Kept]);
        _problem = _isGood ? "" : T["Nothing was changed."] + " " + string.Join(' ', settings.Problems.Take(5).Append(policy.Edit.Text));
        if (_isGood && !isTrial)
        {
            await FinishAsync(result, settings);
        }
    }

    private async Task FinishAsync(ImportResult result, SettingsFileChange settings)
    {
        _isDone = true;
        if (settings.Applied.Count > 0)
        {
            await Trail.AppendAsync(new AuditDraft(Actor.Name, Actor.From, "import.settings", string.Join(' ', settings.Applied.Take(20)), []));
        }

        // A long hosts file is used as a list, where it lies.
        if (_path is { } path && result.Policy.Lists.Any(list => list.Source == path))
        {
            _path = null;
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        if (_running is not null || !Actor.May(Permissions.Manage))
        {
            return;
        }

        using CancellationTokenSource running = new();
        _running = running;
        _problem = "";
        try
        {
            await work(running.Token);
        }
        catch (OperationCanceledException)
        {
            Forget();
            _problem = T["Given up. Nothing was changed."];
        }
        catch (InvalidDataException problem)
        {
            Forget();
            _problem = T["This file cannot be taken over:"] + " " + problem.Message + ".";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Forget();
            LogFailed(Logger, problem);
            _problem = T["The file broke off or cannot be kept on the server's disk. Nothing was changed."];
        }
        finally
        {
            _running = null;
        }
    }

    private Task CancelAsync() => _running?.CancelAsync() ?? Task.CompletedTask;

    private void Forget()
    {
        if (_path is { } path)
        {
            Desk.Discard(path);
        }

        (_path, _result, _policyTaken, _settingsTaken, _kept, _isGood, _isDone) = (null, null, [], [], [], false, false);
    }

    [LoggerMessage(2263, LogLevel.Warning, "A configuration that was uploaded could not be stored or read; nothing was changed.")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
