using BhaiKaDns.Collections;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Typos;

/// <summary>How many popular names have the same octets after their first label.</summary>
internal sealed class SuffixUse
{
    private readonly Dictionary<ulong, float> _logs = [];

    public SuffixUse(PopularNames names)
    {
        for (int index = 0; index < names.Count; index++)
        {
            ulong hash = Hash(names[index][(names[index][0] + 1)..]);
            _logs[hash] = _logs.GetValueOrDefault(hash) + 1;
        }

        foreach (ulong hash in _logs.Keys)
        {
            _logs[hash] = MathF.Log(_logs[hash] + 1);
        }
    }

    public float LogOf(ReadOnlySpan<byte> rest) => _logs.GetValueOrDefault(Hash(rest));

    private static ulong Hash(ReadOnlySpan<byte> rest) => SeededHash.Compute(rest, 0);
}
