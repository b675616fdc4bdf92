using System.Runtime.CompilerServices;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Finds names that pretend to belong to a brand or a popular site, and says to which. Popular names and the brands' own domains are
/// never flagged; what strangers put under a private suffix (free hosting) is judged like a domain of its own. Allocates nothing.
/// </summary>
internal sealed class LookAlikeGuard
{
    private const float MaxSlip = 1.2f;
    private const int LongPart = 6;
    private const int MaxSlipLabel = 24;

    private readonly PublicSuffixList _suffixes;
    private readonly PopularNames _popular;
    private readonly Skeletons _looks = new();
    private readonly BrandTable _brands;

    public LookAlikeGuard(PublicSuffixList suffixes, PopularNames popular)
    {
        _suffixes = suffixes;
        _popular = popular;
        _brands = new BrandTable(_looks, popular);
    }

    /// <summary>Judges a whole name in lower-case wire form.</summary>
    public LookAlike Judge(ReadOnlySpan<byte> name)
    {
        int at = _suffixes.RegistrableAt(name, withPrivate: true);
        if (at < 0)
        {
            return LookAlike.None;
        }

        ReadOnlySpan<byte> registrable = name[at..];
        if (_popular.RankOf(registrable) != 0 || _brands.IsReal(registrable))
        {
            return LookAlike.None;
        }

        int plain = _suffixes.RegistrableAt(name, withPrivate: false);
        bool isHosted = plain != at;
        if (plain >= 0 && (_brands.IsReal(name[plain..]) || Carriers.Contain(name[plain..])))
        {
            return LookAlike.None;
        }

        LookAlike found = JudgeRegistrable(name, at, isHosted);
        return found.IsAny ? found : JudgeSubdomains(name, at);
    }

    private LookAlike JudgeRegistrable(ReadOnlySpan<byte> name, int at, bool isHosted)
    {
        ReadOnlySpan<byte> label = name.Slice(at + 1, name[at]);
        int same = _brands.OfLabel(label);
        if (same >= 0)
        {
            return _brands[same].Strength is BrandStrength.Strong && (isHosted || IsGenericTopLevel(name[(at + label.Length + 1)..]))
                ? new LookAlike(isHosted ? LookAlikeKind.Subdomain : LookAlikeKind.OtherTopLevel, _brands[same].Domain, at)
                : LookAlike.None;
        }

        LookAlike found = JudgeLooks(label, at);
        found = found.IsAny ? found : JudgeParts(label, at, isAlone: true);
        return found.IsAny ? found : JudgeSlip(label, at);
    }

    [SkipLocalsInit]
    private LookAlike JudgeLooks(ReadOnlySpan<byte> label, int at)
    {
        Span<byte> skeleton = stackalloc byte[Skeletons.MaxLength];
        int length = _looks.Of(label, skeleton, out bool isForeign);
        int index = length == 0 ? -1 : _brands.OfSkeleton(skeleton[..length]);
        if (index < 0 || label.SequenceEqual(_brands[index].Label) || (!isForeign && _brands[index].Label.Length < 5))
        {
            return LookAlike.None;
        }

        bool isDigit = !isForeign && label.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
        return new LookAlike(isDigit ? LookAlikeKind.DigitSwap : LookAlikeKind.Homoglyph, _brands[index].Domain, at);
    }

    // Parts between hyphens: a brand (or what looks like one) beside a word that lures. A strong brand needs no such word if the label
    // has three parts or more; in one part, a long brand may be written together with the word.
    [SkipLocalsInit]
    private LookAlike JudgeParts(ReadOnlySpan<byte> label, int at, bool isAlone)
    {
        int brand = -1;
        int parts = 0;
        bool hasLure = false;
        Span<byte> skeleton = stackalloc byte[Skeletons.MaxLength];
        for (ReadOnlySpan<byte> rest = label; ; parts++)
        {
            int hyphen = rest.IndexOf((byte)'-');
            ReadOnlySpan<byte> part = hyphen < 0 ? rest : rest[..hyphen];
            int index = _brands.OfLabel(part);
            if (index < 0 && part.Length >= LongPart)
            {
                index = _brands.OfSkeleton(skeleton[.._looks.Of(part, skeleton, out _)]);
            }

            bool isBrand = index >= 0 && _brands[index].Strength is not BrandStrength.Popular && (brand < 0 || !LureWords.Contain(part));
            hasLure |= !isBrand && LureWords.Contain(part);
            brand = isBrand && (brand < 0 || _brands[index].Strength > _brands[brand].Strength) ? index : brand;
            if (brand < 0 && TogetherWithLure(part) is >= 0 and int together)
            {
                brand = together;
                hasLure = true;
            }

            if (hyphen < 0)
            {
                break;
            }

            rest = rest[(hyphen + 1)..];
        }

        bool isCombo = brand >= 0 && (hasLure || (parts >= 2 && _brands[brand].Strength is BrandStrength.Strong));
        return isCombo ? new LookAlike(isAlone ? LookAlikeKind.Combo : LookAlikeKind.Subdomain, _brands[brand].Domain, at) : LookAlike.None;
    }

    private int TogetherWithLure(ReadOnlySpan<byte> part)
    {
        for (int cut = 2; cut <= part.Length - 2; cut++)
        {
            ReadOnlySpan<byte> left = part[..cut];
            ReadOnlySpan<byte> right = part[cut..];
            int index = left.Length >= LongPart && right.Length > 2 ? _brands.OfLabel(left) : -1;
            if (index >= 0 && _brands[index].Strength is BrandStrength.Strong && LureWords.Contain(right))
            {
                return index;
            }

            index = right.Length >= LongPart && left.Length > 2 ? _brands.OfLabel(right) : -1;
            if (index >= 0 && _brands[index].Strength is BrandStrength.Strong && LureWords.Contain(left))
            {
                return index;
            }
        }

        return -1;
    }

    [SkipLocalsInit]
    private LookAlike JudgeSlip(ReadOnlySpan<byte> label, int at)
    {
        if (label.Length is < LongPart or > MaxSlipLabel)
        {
            return LookAlike.None;
        }

        Span<byte> shorter = stackalloc byte[MaxSlipLabel];
        int index = _brands.OfSlip(label);
        for (int left = 0; index < 0 && left < label.Length; left++)
        {
            label[..left].CopyTo(shorter);
            label[(left + 1)..].CopyTo(shorter[left..]);
            index = _brands.OfSlip(shorter[..(label.Length - 1)]);
        }

        return index >= 0 && TypingDistance.Between(_brands[index].Label, label, MaxSlip) <= MaxSlip
            ? new LookAlike(LookAlikeKind.OneEdit, _brands[index].Domain, at)
            : LookAlike.None;
    }

    // paypal.com.evil.example, paypal.evil.example, secure-paypal.evil.example.
    private LookAlike JudgeSubdomains(ReadOnlySpan<byte> name, int registrableAt)
    {
        for (int at = 0; at < registrableAt; at += name[at] + 1)
        {
            ReadOnlySpan<byte> label = name.Slice(at + 1, name[at]);
            int index = _brands.OfLabel(label);
            if (index >= 0)
            {
                ReadOnlySpan<byte> next = name.Slice(at + label.Length + 2, name[at + label.Length + 1]);
                bool isDomain = at + label.Length + 1 < registrableAt && LureWords.Contain(next) && _brands[index].Strength is not BrandStrength.Popular;
                if (isDomain || (_brands[index].Strength is BrandStrength.Strong && label.Length >= LongPart))
                {
                    return new LookAlike(LookAlikeKind.Subdomain, _brands[index].Domain, at);
                }
            }
            else if (JudgeParts(label, at, isAlone: false) is { IsAny: true } found)
            {
                return found;
            }
        }

        return LookAlike.None;
    }

    // Country domains are mostly the brand's own branches; the others are cheap and open to everybody.
    private static bool IsGenericTopLevel(ReadOnlySpan<byte> suffix)
        => suffix[0] > 2 && suffix[suffix[0] + 1] == 0;
}
