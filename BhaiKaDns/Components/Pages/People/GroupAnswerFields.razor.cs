using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>How blocked names are answered in a group.</summary>
public sealed partial class GroupAnswerFields : ComponentBase
{
    private const int MaxReasonModes = 16;

    // Reasons for which a name is blocked; for others there is nothing to choose.
    private static readonly Reason[] BlockingReasons =
    [
        Reason.BlockList, Reason.UserRule, Reason.Service, Reason.Schedule, Reason.ThreatFeed, Reason.ThreatModel, Reason.Tunnel, Reason.Beacon,
        Reason.LookAlike, Reason.NewDomain, Reason.Cname, Reason.AnswerAddress, Reason.FilteringUnavailable, Reason.Suffix,
    ];

    [CascadingParameter]
    private GroupDraft Draft { get; set; } = null!;

    [Inject]
    private IOptions<AdminOptions> Admin { get; set; } = null!;

    private string Mode
    {
        get => Draft.BlockingMode?.ToString() ?? "";
        set => Draft.BlockingMode = Enum.TryParse(value, out BlockingMode mode) && Enum.IsDefined(mode) ? mode : null;
    }

    private string BlockPageHint => Admin.Value.BlockPageListen.Count > 0
        ? T["With this server's own address, people who open a blocked name over plain HTTP see why and can ask for access."]
        : T["With this server's own address, and Admin:BlockPageListen on port 80, people who open a blocked name over plain HTTP see why and can ask for access."];

    // A reason that a file or another version named stays in the choice.
    private static IEnumerable<Reason> Reasons(ReasonModeDraft mode) =>
        VerdictNames.TryParseReason(mode.Reason, out Reason own) ? BlockingReasons.Union([own]) : BlockingReasons;

    private static string ReasonWords(string id) => VerdictNames.TryParseReason(id, out Reason reason) ? reason.Sentence() : id;

    private void AddReasonMode() =>
        Draft.ReasonModes.Add(new ReasonModeDraft { Reason = (BlockingReasons.FirstOrDefault(reason => !Draft.ReasonModes.Exists(mode => mode.Reason == reason.Id())) is var free && free is not Reason.None ? free : Reason.BlockList).Id() });
}
