namespace BhaiKaDns.Benchmarks;

/// <summary>
/// Two days of a home with 30 devices, the same each time. Two thirds of them belong to nobody in particular and talk to their
/// makers' clouds at fixed intervals, day and night; twelve are used by people, who open pages in sessions between seven and
/// midnight. A page asks for the names of its site and for a few of the third parties that all sites share, each for A, AAAA and
/// HTTPS at once, as browsers do. Sites and third parties are popular by Zipf, as every published trace of resolvers finds.
/// </summary>
internal sealed class HouseholdTrace
{
    public const int Days = 2;
    public const int DayMs = 24 * 60 * 60 * 1000;
    private const int Devices = 30;
    private const int UsedDevices = 12;
    private const int Sites = 3_000;
    private const int ThirdParties = 400;

    // Pages in a session, and the sessions of one device in a day: about 300 pages a day for each device that people use.
    private const int SessionsPerDay = 20;
    private const int PagesPerSession = 15;

    private readonly Random _random = new(30);
    private readonly HouseholdNames _names;
    private readonly HouseholdModel _model;
    private readonly List<HouseholdQuery> _queries = [];
    private readonly Dictionary<(int Device, int Question), int> _heldUntilMs = [];

    public HouseholdTrace(HouseholdModel model)
    {
        _model = model;
        _names = new HouseholdNames(new Random(31));
        for (int device = 0; device < Devices; device++)
        {
            Chatter(device);
            if (device < UsedDevices)
            {
                Browse(device);
            }
        }

        _queries.Sort(static (left, right) => left.AtMs.CompareTo(right.AtMs));
        if (model.DevicesCache)
        {
            _ = _queries.RemoveAll(IsHeldByDevice);
        }
    }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<HouseholdQuery> Queries => _queries;

    /// <summary>Seconds for which the zone's owner lets an answer live.</summary>
    public uint TtlOf(int question) => _names.TtlOf(question);

    // Makers ship several devices of a kind, so names are shared within a kind: five kinds of six devices.
    private void Chatter(int device)
    {
        int kind = device % 5;
        int names = device < UsedDevices ? 12 : 4;
        for (int index = 0; index < names; index++)
        {
            int name = _names.NameOf("chatter", (kind * 100) + index);
            int periodMs = PeriodMs(device, index);
            for (long at = _random.Next(periodMs); at < Days * DayMs; at += (long)(periodMs * (0.97 + (0.06 * _random.NextDouble()))))
            {
                Ask((int)at, device, name, withHttps: false);
            }
        }
    }

    // Plugs, cameras, speakers and televisions look their cloud up at each contact: every 10 to 60 s for the first name, more rarely
    // for the others. Phones and computers sync, push and check for updates every few minutes.
    private int PeriodMs(int device, int index) =>
        1000 * (device >= UsedDevices ? (index == 0 ? _random.Next(10, 60) : _random.Next(60, 600)) : _random.Next(120, 1800));

    private void Browse(int device)
    {
        ZipfRanks sites = new(Sites, 1.0);
        ZipfRanks thirdParties = new(ThirdParties, 1.0);
        for (int session = 0; session < Days * SessionsPerDay * _model.Browsing; session++)
        {
            long at = ((long)_random.Next(Days) * DayMs) + _random.Next(7 * 3_600_000, DayMs - 3_600_000);
            int site = 0;
            for (int page = 0; page < PagesPerSession; page++)
            {
                // Three pages in a row mostly belong to the same site.
                site = page % 3 == 0 ? sites.Next(_random) : site;
                Open((int)at, device, site, thirdParties);
                at += _random.Next(5_000, 90_000);
            }
        }
    }

    private void Open(int at, int device, int site, ZipfRanks thirdParties)
    {
        int own = 1 + (site % 4);
        for (int index = 0; index < own; index++)
        {
            Ask(at + _random.Next(300), device, _names.NameOf("site", (site * 10) + index), withHttps: true);
        }

        int others = 4 + _random.Next(16);
        for (int index = 0; index < others; index++)
        {
            Ask(at + 200 + _random.Next(2_000), device, _names.NameOf("third party", thirdParties.Next(_random)), withHttps: true);
        }
    }

    private void Ask(int at, int device, int name, bool withHttps)
    {
        int types = withHttps ? HouseholdNames.Types : HouseholdNames.Types - 1;
        for (int type = 0; type < types; type++)
        {
            _queries.Add(new HouseholdQuery(at, device, HouseholdNames.QuestionOf(name, type)));
        }
    }

    // Devices that people use keep answers; the others were seen not to.
    private bool IsHeldByDevice(HouseholdQuery query)
    {
        if (query.Device >= UsedDevices)
        {
            return false;
        }

        (int, int) key = (query.Device, query.Question);
        if (_heldUntilMs.TryGetValue(key, out int until) && query.AtMs < until)
        {
            return true;
        }

        _heldUntilMs[key] = (int)Math.Min(query.AtMs + (TtlOf(query.Question) * 1000L), int.MaxValue);
        return false;
    }
}
