using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>The last distinct failed names of one device, oldest first.</summary>
internal sealed class SwarmWindow
{
    private const int Room = SwarmModel.MostNames;

    /// <summary>Octets kept of a name to show it; longer ones are cut at a label.</summary>
    private const int Shown = 72;

    private readonly ulong[] _hashes = new ulong[Room];
    private readonly long[] _times = new long[Room];
    private readonly SwarmName[] _names = new SwarmName[Room];
    private readonly byte[] _texts = new byte[Room * Shown];
    private int _start;

    public int Count { get; private set; }

    /// <summary>When a name was last added, milliseconds since 1970.</summary>
    public long LastMs { get; private set; }

    public void Touch(long nowMs) => LastMs = nowMs;

    /// <summary>Drops what is not younger.</summary>
    public void Forget(long olderThanMs)
    {
        while (Count > 0 && _times[_start] <= olderThanMs)
        {
            _start = (_start + 1) % Room;
            Count--;
        }
    }

    /// <summary>Makes room for a name unless it is there; <see cref="Set"/> says what it is.</summary>
    public bool TryAdd(ulong hash, long nowMs)
    {
        LastMs = nowMs;
        for (int at = 0; at < Count; at++)
        {
            if (_hashes[(_start + at) % Room] == hash)
            {
                return false;
            }
        }

        if (Count == Room)
        {
            _start = (_start + 1) % Room;
            Count--;
        }

        int place = (_start + Count++) % Room;
        _hashes[place] = hash;
        _times[place] = nowMs;
        return true;
    }

    public void Set(in SwarmName name, ReadOnlySpan<byte> wire)
    {
        int place = (_start + Count - 1) % Room;
        _names[place] = name;
        Span<byte> text = _texts.AsSpan(place * Shown, Shown);
        text.Clear();
        wire[..Math.Min(wire.Length, Shown)].CopyTo(text);
    }

    /// <summary>The newest names, as many as there is room for.</summary>
    public void CopyNewest(Span<SwarmName> names)
    {
        for (int at = 0; at < names.Length; at++)
        {
            names[at] = _names[(_start + Count - names.Length + at) % Room];
        }
    }

    public IReadOnlyList<string> NewestTexts(int count) =>
        [.. Enumerable.Range(Count - count, count).Select(at => DomainNameText.ToText(_texts.AsSpan((_start + at) % Room * Shown, Shown)))];
}
