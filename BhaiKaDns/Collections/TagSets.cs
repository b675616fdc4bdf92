using System.Runtime.InteropServices;

namespace BhaiKaDns.Collections;

/// <summary>Numbers distinct sets of members, so that a slot of 14 bits can say which of many lists name it. Used by one thread while building; read by any afterwards.</summary>
internal sealed class TagSets
{
    private readonly List<uint[]> _sets = [[]];
    private readonly Dictionary<string, ushort> _tagsByMembers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Dictionary<uint, ushort> _unions = [];

    /// <summary>Tags are below this number; tag 0 is the empty set.</summary>
    public int Count => _sets.Count;

    /// <summary>Unions that found no free number and left the first set as it was.</summary>
    public int Refused { get; private set; }

    /// <summary>Members of the set with this tag, ascending.</summary>
    public ReadOnlySpan<uint> Members(int tag) => _sets[tag];

    /// <summary>Tag of the set with one member.</summary>
    public ushort Of(uint member) => TagOf([member], 0);

    /// <summary>Tag of the union. When all numbers are used, the result is <paramref name="first"/>.</summary>
    public ushort Union(ushort first, ushort second)
    {
        if (first == second)
        {
            return first;
        }

        uint pair = ((uint)first << 16) | second;
        if (!_unions.TryGetValue(pair, out ushort union))
        {
            SortedSet<uint> members = [.. _sets[first], .. _sets[second]];
            union = TagOf([.. members], first);
            _unions.Add(pair, union);
        }

        return union;
    }

    private ushort TagOf(uint[] members, ushort otherwise)
    {
        string key = new(MemoryMarshal.Cast<uint, char>(members));
        if (_tagsByMembers.TryGetValue(key, out ushort tag))
        {
            return tag;
        }

        if (_sets.Count > NameSet.MaxTag)
        {
            Refused++;
            return otherwise;
        }

        tag = (ushort)_sets.Count;
        _sets.Add(members);
        _tagsByMembers.Add(key, tag);
        return tag;
    }
}
