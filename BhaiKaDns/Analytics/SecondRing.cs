namespace BhaiKaDns.Analytics;

/// <summary>Queries of each of the last seconds by the wall clock. One thread; counting allocates nothing.</summary>
internal sealed class SecondRing
{
    /// <summary>Whole seconds that are kept.</summary>
    public const int Seconds = 300;

    // The second that is still running, and some behind it for events that are drained late.
    private const int Places = 512;

    private readonly Place[] _places = new Place[Places];

    public void Add(long unixTimeMs, bool isBlocked)
    {
        long second = unixTimeMs / 1000;
        ref Place place = ref _places[second & (Places - 1)];
        if (place.Second != second)
        {
            if (place.Second > second)
            {
                // Set back by minutes, the clock would otherwise wipe out what it showed before.
                return;
            }

            place = new Place { Second = second };
        }

        place.Queries++;
        place.Blocked += isBlocked ? 1 : 0;
    }

    /// <summary>The seconds before the running one, oldest first; silent ones are zero.</summary>
    public SecondCount[] Take(DateTimeOffset now)
    {
        long first = now.ToUnixTimeSeconds() - Seconds;
        SecondCount[] seconds = new SecondCount[Seconds];
        for (int at = 0; at < Seconds; at++)
        {
            long second = first + at;
            Place place = _places[second & (Places - 1)];
            bool isFilled = place.Second == second;
            seconds[at] = new SecondCount(DateTimeOffset.FromUnixTimeSeconds(second), isFilled ? place.Queries : 0, isFilled ? place.Blocked : 0);
        }

        return seconds;
    }

    private struct Place
    {
        public long Second;
        public int Queries;
        public int Blocked;
    }
}
