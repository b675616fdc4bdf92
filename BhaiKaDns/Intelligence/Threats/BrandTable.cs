using System.Diagnostics;
using System.Text;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// The brands of <c>brands.txt</c> and the labels of the most popular names, found by label, by skeleton, and by what one slip leaves
/// of them.
/// </summary>
internal sealed class BrandTable
{
    private const string Resource = "BhaiKaDns.Intelligence.Threats.brands.txt";
    private const int PopularRanks = 2_000;
    private const int PopularLength = 5;
    private const int SlipLength = 6;

    private readonly List<Brand> _brands = [];
    private readonly Dictionary<ulong, int> _labels = [];
    private readonly Dictionary<ulong, int> _skeletons = [];
    private readonly Dictionary<ulong, int> _slips = [];
    private readonly HashSet<ulong> _domains = [];
    private readonly Skeletons _looks;

    public BrandTable(Skeletons looks, PopularNames popular)
    {
        _looks = looks;
        using Stream stream = typeof(BrandTable).Assembly.GetManifestResourceStream(Resource) ?? throw new UnreachableException(Resource);
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                AddBrand(line.Split(' '));
            }
        }

        for (int index = 0; index < Math.Min(PopularRanks, popular.Count); index++)
        {
            ReadOnlySpan<byte> name = popular[index];
            if (name[0] >= PopularLength)
            {
                Add(name.Slice(1, name[0]), new Brand(DomainNameText.ToText(name), name[1..(name[0] + 1)].ToArray(), BrandStrength.Popular));
            }
        }
    }

    public Brand this[int index] => _brands[index];

    /// <summary>Index of the brand with this label, or -1.</summary>
    public int OfLabel(ReadOnlySpan<byte> label) => _labels.GetValueOrDefault(Hash(label), -1);

    /// <summary>Index of the brand that looks like this skeleton, or -1.</summary>
    public int OfSkeleton(ReadOnlySpan<byte> skeleton) => _skeletons.GetValueOrDefault(Hash(skeleton), -1);

    /// <summary>Index of the brand with an octet left out somewhere that equals <paramref name="shorter"/>, or -1.</summary>
    public int OfSlip(ReadOnlySpan<byte> shorter) => _slips.GetValueOrDefault(Hash(shorter), -1);

    /// <summary>Whether a registrable domain is a brand's own.</summary>
    public bool IsReal(ReadOnlySpan<byte> registrable) => _domains.Contains(Hash(registrable));

    private static ulong Hash(ReadOnlySpan<byte> octets) => SeededHash.Compute(octets, 0);

    private void AddBrand(string[] words)
    {
        bool isWeak = words[0][0] == '~';
        byte[] label = Encoding.ASCII.GetBytes(isWeak ? words[0][1..] : words[0]);
        BrandStrength strength = isWeak || label.Length < PopularLength ? BrandStrength.Weak : BrandStrength.Strong;
        Add(label, new Brand(words[1], label, strength));
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        foreach (string domain in words.AsSpan(1))
        {
            if (DomainNameText.TryParse(domain, wire, out int length))
            {
                _domains.Add(Hash(wire[..length]));
            }
        }
    }

    private void Add(ReadOnlySpan<byte> label, Brand brand)
    {
        int index = _brands.Count;
        if (!_labels.TryAdd(Hash(label), index))
        {
            return;
        }

        _brands.Add(brand);
        Span<byte> skeleton = stackalloc byte[Skeletons.MaxLength];
        int length = _looks.Of(label, skeleton, out _);
        _skeletons.TryAdd(Hash(skeleton[..length]), index);
        if (brand.Strength is not BrandStrength.Strong || label.Length < SlipLength)
        {
            return;
        }

        Span<byte> shorter = stackalloc byte[DomainName.MaxLabelLength];
        _slips.TryAdd(Hash(label), index);
        for (int at = 0; at < label.Length; at++)
        {
            label[..at].CopyTo(shorter);
            label[(at + 1)..].CopyTo(shorter[at..]);
            _slips.TryAdd(Hash(shorter[..(label.Length - 1)]), index);
        }
    }
}
