using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Administration.Home;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.QueryLog;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.FirstRun;

/// <summary>Green ticks: whether the house does what it is there for, seen from the server and from the device that shows the page.</summary>
public sealed partial class TestPage : ComponentBase
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(10);
    private static readonly string[] Asked =
        [HouseTest.OrdinaryName, HouseTest.AdvertisingName, HouseTest.OwnTestName, HouseTest.BogusName, HouseTest.LocalName];

    private IReadOnlyList<Tick> _ticks = [];
    private Tick _here = new("here", TickMark.Open, "Not looked yet.");
    private bool _isRunning;
    private bool _hasFailed;

    [CascadingParameter]
    private Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    private HouseTest House { get; set; } = null!;

    [Inject]
    private DeviceSight Sight { get; set; } = null!;

    [Inject]
    private PolicyStore Policy { get; set; } = null!;

    [Inject]
    private IOptions<QueryLogOptions> QueryLog { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<TestPage> Logger { get; set; } = null!;

    private IPAddress? Reader => IPAddress.TryParse(Actor.From, out IPAddress? address) ? address : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => Look();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await RunAsync();
            StateHasChanged();
        }
    }

    private static (string Title, string Why) Words(string id) => id switch
    {
        "answers" => ("The internet is reached", "A name that always exists is asked for."),
        "advertising" => ("Advertising is blocked", "The best-known name of advertising is asked for; every list for advertising holds it."),
        "list" => ("The built-in list is in force", "A name that exists only for testing stands in the list that comes with the program."),
        "threat" => ("Malware and phishing are blocked", "A name is taken from a list of threats that you chose. It is asked for only if it is blocked, so nothing goes out."),
        "memory" => ("Answers are remembered", "The same question twice: the second answer must come from memory."),
        "local" => ("Names of this house stay in the house", "A name that means something only on this machine is asked for."),
        "devices" => ("Names of devices are known", "The router knows what your devices are called, if it is asked."),
        "dnssec" => ("Forged answers are refused", "A domain whose signature is wrong on purpose: who checks signatures (DNSSEC) refuses it."),
        "ipv6" => ("No way round over IPv6", "A router may announce another DNS server over IPv6, and devices prefer that one."),
        _ => (id, ""),
    };

    private async Task RunAsync()
    {
        _isRunning = true;
        _hasFailed = false;
        StateHasChanged();
        try
        {
            _ticks = await House.RunAsync(Reader is { } reader ? ClientAddress.From(reader) : null, CancellationToken.None);
        }
        catch (Exception problem) when (problem is FormatException or IOException or InvalidOperationException)
        {
            LogBrokeOff(Logger, problem);
            _hasFailed = true;
        }
        finally
        {
            _isRunning = false;
        }
    }

    private void Look() => _here = Reader switch
    {
        null => new Tick("here", TickMark.Open, "The address of this device is not known here."),

        // The questions of the test itself come from there too.
        { } reader when IPAddress.IsLoopback(reader) => new Tick("here", TickMark.Open, "This page is open on the server itself, whose programs cannot be told from the test. Open it on another device."),
        { } reader when Sight.LastQuestionOf(reader) is { } last && last >= Time.GetUtcNow() - Recently =>
            new Tick("here", TickMark.Good, "{0} asked this server {1} s ago.", reader.ToString(), ((int)Math.Max(0, (Time.GetUtcNow() - last).TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ when (Policy.Model.GroupOf(GroupOptions.DefaultName).Privacy ?? QueryLog.Value.Privacy) is not PrivacyLevel.Full =>
            new Tick("here", TickMark.Open, "It cannot be told: who asks is not kept, as you chose."),
        { } reader => new Tick("here", TickMark.Bad, "{0} has not asked this server in the last ten minutes: this device asks another one.", reader.ToString()),
    };

    [LoggerMessage(2280, LogLevel.Warning, "The test of the house broke off; the page says so and can start it again.")]
    private static partial void LogBrokeOff(ILogger logger, Exception problem);
}
