using System.Globalization;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Components.Parts;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>How fetching goes, list by list, with the way to give it up. Shows nothing while nobody asked for any.</summary>
public sealed partial class ListJobs : ComponentBase
{
    private static readonly TimeSpan ShownAfter = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _hidden = [];
    private IReadOnlyList<ListJobReport> _jobs = [];

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private ListAdministration Lists { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IEnumerable<ListJobReport> Shown => _jobs.Where(job => !_hidden.Contains(job.Id) && (job.EndedAt is not { } end || Time.GetUtcNow() - end < ShownAfter));

    /// <inheritdoc/>
    protected override void OnInitialized() => Look();

    private static string Share(ListStepReport step) => step.Stage switch
    {
        "fetching" when step.TotalOctets is > 0 and { } total => Math.Min(0.9, 0.9 * step.Octets / total).ToString("0.###", CultureInfo.InvariantCulture),
        "fetching" => step.Octets > 0 ? "0.4" : "0.05",
        "compiling" => "0.95",
        "waiting" => "0",
        _ => "1",
    };

    private string Word(ListStepReport step) => step.Stage switch
    {
        "waiting" => T["waiting for its turn"],
        "fetching" when step.TotalOctets is { } total => T["{0} of {1}", Amounts.Octets(step.Octets), Amounts.Octets(total)],
        "fetching" => T["{0} fetched", Amounts.Octets(step.Octets)],
        "compiling" => T["being put in force"],
        "done" => T["done"],
        "failed" => T[step.Problem ?? "failed"],
        _ => T["given up"],
    };

    private string Title(ListJobReport job) => job.State switch
    {
        "running" => job.Lists.Count == 1 ? T["Fetching a list"] : T["Fetching {0} lists", job.Lists.Count],
        "done" when job.Lists.Any(step => step.Stage == "failed") => T["Fetched; not every list came"],
        "done" => T["Fetched; everything is in force"],
        "cancelled" => T["Given up; what had come is in force"],
        _ => T["Fetching failed; the lists stay as they were"],
    };

    private void Look() => _jobs = Lists.JobsNow;

    private void Hide(ListJobReport job) => _hidden.Add(job.Id);

    private void Cancel(ListJobReport job)
    {
        Notices.Tell(Lists.Cancel(Actor, job.Id), T["Given up."]);
        Look();
    }
}
