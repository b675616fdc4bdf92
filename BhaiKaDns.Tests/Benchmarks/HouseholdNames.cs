namespace BhaiKaDns.Benchmarks;

/// <summary>Numbers for the names of a home, and TTLs for their questions.</summary>
internal sealed class HouseholdNames(Random random)
{
    /// <summary>A, AAAA and HTTPS.</summary>
    public const int Types = 3;

    // The TTL that counts is the shortest along a chain of aliases. Clouds and content networks say 20 to 300 s; a day is rare.
    private static readonly (double Share, uint Seconds)[] Ttls =
    [
        (0.06, 20), (0.06, 30), (0.20, 60), (0.06, 120), (0.30, 300), (0.06, 600), (0.06, 1_800), (0.12, 3_600), (0.04, 14_400), (0.04, 86_400),
    ];

    // No AAAA or HTTPS record: the SOA's number decides, and few owners choose less than five minutes.
    private static readonly (double Share, uint Seconds)[] NegativeTtls = [(0.15, 60), (0.30, 300), (0.25, 900), (0.20, 1_800), (0.10, 3_600)];
    private static readonly double[] AbsentShare = [0, 0.4, 0.7];

    private readonly Dictionary<(string Kind, int Number), int> _names = [];
    private readonly List<uint> _ttls = [];

    public static int QuestionOf(int name, int type) => (name * Types) + type;

    public int NameOf(string kind, int number)
    {
        if (!_names.TryGetValue((kind, number), out int name))
        {
            name = _names.Count;
            _names.Add((kind, number), name);
            uint ttl = Draw(Ttls);
            for (int type = 0; type < Types; type++)
            {
                _ttls.Add(random.NextDouble() < AbsentShare[type] ? Draw(NegativeTtls) : ttl);
            }
        }

        return name;
    }

    public uint TtlOf(int question) => _ttls[question];

    private uint Draw((double Share, uint Seconds)[] choices)
    {
        double left = random.NextDouble();
        foreach ((double share, uint seconds) in choices)
        {
            left -= share;
            if (left < 0)
            {
                return seconds;
            }
        }

        return choices[^1].Seconds;
    }
}
