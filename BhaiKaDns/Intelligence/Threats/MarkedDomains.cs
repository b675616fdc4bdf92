using System.Collections.Concurrent;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Registrable domains that a detector found something about, as hashes of this process. Any thread; bounded.</summary>
internal sealed class MarkedDomains
{
    private const int Most = 20_000;
    private const ulong Seed = 0x6D61_726B_0000_0001;

    private readonly ConcurrentDictionary<ulong, bool> _hashes = new();

    /// <param name="registrable">In lower-case wire form.</param>
    public bool Contains(ReadOnlySpan<byte> registrable) => _hashes.ContainsKey(SeededHash.Compute(registrable, Seed));

    /// <param name="registrable">In lower-case wire form.</param>
    public void Add(ReadOnlySpan<byte> registrable)
    {
        if (_hashes.Count < Most)
        {
            _hashes[SeededHash.Compute(registrable, Seed)] = true;
        }
    }

    /// <summary>Marks the registrable domain of a name as people write it; one that is none is left out.</summary>
    public void Add(string name, PublicSuffixList suffixes)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        if (DomainNameText.TryParse(name, wire, out int length) && suffixes.RegistrableAt(wire[..length], withPrivate: true) is >= 0 and var at)
        {
            Add(wire[at..length]);
        }
    }
}
