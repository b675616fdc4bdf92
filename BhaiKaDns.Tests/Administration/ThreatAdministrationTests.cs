using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using NUnit.Framework;

namespace BhaiKaDns.Administration;

internal sealed class ThreatAdministrationTests
{
    private static readonly Actor Admin = Actor.OfUser("asha", Role.Admin, ActorKind.Session, "192.168.1.5");
    private static readonly Actor Parent = Actor.OfUser("ravi", Role.Parent, ActorKind.Session, "192.168.1.6");
    private static readonly Actor Viewer = Actor.OfUser("guest", Role.Viewer, ActorKind.Session, "192.168.1.7");

    private PolicyHome _home = null!;
    private Finding _finding = null!;

    private ThreatAdministration Threats => _home.Get<ThreatAdministration>();

    private FindingStore Findings => _home.Get<FindingStore>();

    private string FeedbackPath => Path.Combine(_home.Path, FeedbackFile.FileName);

    [SetUp]
    public async Task MakeHomeAsync()
    {
        _home = new PolicyHome([]);
        await _home.Store.LoadAsync(CancellationToken.None);
        _finding = Findings.Report("look-alike", "192.168.1.30", "paypa1.com", "paypa1.com imitates paypal.com", 1, [], isBlocked: false)!;
    }

    [TearDown]
    public void EndHome() => _home.Dispose();

    [Test]
    public async Task MarkAsync_AcknowledgedByAParent_IsMarkedAndInTheTrail()
    {
        Outcome outcome = await Threats.MarkAsync(Parent, _finding.Id, isAcknowledged: true, isSilenced: null);

        AuditEntry entry = (await EntriesAsync()).Single();
        AuditChange change = entry.Changes.Single();
        Assert.That(
            (outcome.IsDone, Findings.Find(_finding.Id)!.StateOf(), entry.Actor, entry.Action, change.Before!.Value.GetProperty("acknowledged").GetBoolean(), change.After!.Value.GetProperty("acknowledged").GetBoolean()),
            Is.EqualTo((true, FindingState.Acknowledged, "ravi", "threat.acknowledge", false, true)));
    }

    [Test]
    public async Task MarkAsync_Silenced_OnlyAdministratorsMay()
    {
        Outcome viewer = await Threats.MarkAsync(Viewer, _finding.Id, isAcknowledged: true, isSilenced: null);
        Outcome parent = await Threats.MarkAsync(Parent, _finding.Id, isAcknowledged: null, isSilenced: true);
        Outcome admin = await Threats.MarkAsync(Admin, _finding.Id, isAcknowledged: null, isSilenced: true);

        Assert.That(
            (viewer.Kind, parent.Kind, admin.Kind, Findings.Find(_finding.Id)!.StateOf()),
            Is.EqualTo((OutcomeKind.Forbidden, OutcomeKind.Forbidden, OutcomeKind.Done, FindingState.Silenced)));
    }

    [Test]
    public async Task MarkAsync_AsItIsAlready_LeavesNoEntry()
    {
        Outcome outcome = await Threats.MarkAsync(Admin, _finding.Id, isAcknowledged: false, isSilenced: false);

        Assert.That((outcome.IsDone, (await EntriesAsync()).Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task MarkAsync_NoSuchFinding_IsNotFound() =>
        Assert.That((await Threats.MarkAsync(Admin, 999, isAcknowledged: true, isSilenced: null)).Kind, Is.EqualTo(OutcomeKind.NotFound));

    [Test]
    public async Task UndoAsync_Silenced_IsHeardOfAgain()
    {
        await Threats.MarkAsync(Admin, _finding.Id, isAcknowledged: null, isSilenced: true);
        AuditEntry entry = (await EntriesAsync()).Single();

        Outcome outcome = await Threats.UndoAsync(Admin, entry);
        Outcome again = await Threats.UndoAsync(Admin, entry);

        Assert.That(
            (AuditUndo.CanUndo(entry), outcome.Kind, Findings.Find(_finding.Id)!.StateOf(), again.Kind),
            Is.EqualTo((true, OutcomeKind.Done, FindingState.Open, OutcomeKind.Outdated)));
    }

    [TestCase("www.paypa1.com", false, "||paypa1.com^", "paypa1.com\tbad")]
    [TestCase("Login.Bank.CO.UK.", true, "@@||bank.co.uk^", "bank.co.uk\tgood")]
    [TestCase("mine.github.io", false, "||mine.github.io^", "mine.github.io\tbad")]
    public async Task FeedbackAsync_Verdict_IsARuleAndAnExample(string name, bool isGood, string rule, string example)
    {
        Outcome outcome = await Threats.FeedbackAsync(Parent, name, isGood, client: null, CancellationToken.None);

        PersonalRule made = _home.Store.Model.Stored.Rules.Single();
        Assert.That(
            (outcome.IsDone, made.Text, made.Author, File.ReadAllText(FeedbackPath), AuditUndo.CanUndo((await EntriesAsync()).Single())),
            Is.EqualTo((true, rule, "ravi", $"2026-01-01T00:00:00Z\t{example}\n", true)));
    }

    [Test]
    public async Task FeedbackAsync_Viewer_LeavesNothing()
    {
        Outcome outcome = await Threats.FeedbackAsync(Viewer, "paypa1.com", isGood: false, client: null, CancellationToken.None);

        Assert.That((outcome.Kind, File.Exists(FeedbackPath)), Is.EqualTo((OutcomeKind.Forbidden, false)));
    }

    [Test]
    public async Task FeedbackAsync_FileIsFull_KeepsTheNewest()
    {
        File.WriteAllLines(FeedbackPath, Enumerable.Range(0, FeedbackFile.MostLines).Select(line => $"2025-01-01T00:00:00Z\tn{line}.example\tbad"));

        await Threats.FeedbackAsync(Parent, "paypa1.com", isGood: false, client: null, CancellationToken.None);

        string[] lines = File.ReadAllLines(FeedbackPath);
        Assert.That((lines.Length, lines[0], lines[^1]), Is.EqualTo((9_001, "2025-01-01T00:00:00Z\tn1000.example\tbad", "2026-01-01T00:00:00Z\tpaypa1.com\tbad")));
    }

    [Test]
    public async Task FeedbackAsync_File_IsForTheOwnerAlone()
    {
        await Threats.FeedbackAsync(Parent, "paypa1.com", isGood: false, client: null, CancellationToken.None);

        Assert.That(OperatingSystem.IsWindows() || File.GetUnixFileMode(FeedbackPath) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private Task<IReadOnlyList<AuditEntry>> EntriesAsync() => _home.Get<AuditTrail>().ReadAsync(new AuditFilter(), null, 10, CancellationToken.None);
}
