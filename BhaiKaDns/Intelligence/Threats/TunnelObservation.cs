namespace BhaiKaDns.Intelligence.Threats;

/// <summary>What the window of a device and registrable domain holds after a query.</summary>
/// <param name="Level">Where the window stands now.</param>
/// <param name="IsRise">This query raised it: told once for each level.</param>
/// <param name="Pair">Names device and domain to <see cref="TunnelBudget"/>; good in this process only.</param>
/// <param name="Unique">Distinct subdomains.</param>
/// <param name="Information">Octets that the distinct subdomains can have carried.</param>
/// <param name="Entropy">Bits of a letter.</param>
/// <param name="CodedShare">Share of the distinct subdomains that look made by a machine.</param>
/// <param name="MeanBits">Mean surprise of a letter, in bits; see <see cref="NaturalLetters"/>.</param>
/// <param name="RareShare">Share of queries of types NULL, TXT, KEY, CNAME and MX.</param>
/// <param name="SinceMs">When the first of the queries came, milliseconds since 1970.</param>
internal readonly record struct TunnelObservation(
    TunnelLevel Level, bool IsRise, ulong Pair, int Unique, int Queries, double Information, double Entropy, double CodedShare, double MeanBits, double RareShare, long SinceMs)
{
    // The figures are explained and measured in docs/intelligence-behaviour.md.
    /// <summary>With fewer distinct subdomains nothing is said.</summary>
    public const int LeastUnique = 10;
    private const double LeastEntropy = 3.2;
    private const double AlertInformation = 600;
    private const double AlertCodedShare = 0.75;
    private const int LeastRareUnique = 20;
    private const double LeastRareShare = 0.8;
    private const int VastUnique = 100;
    private const double VastInformation = 5_000;
    private const double SlowCodedShare = 0.8;
    private const double SlowBits = 5.3;

    /// <summary>From so much on a group that blocks cuts.</summary>
    public const double CutInformation = 2_000;

    /// <summary>The level that these figures stand for.</summary>
    public static TunnelLevel Judge(int unique, double information, double entropy, double codedShare, double meanBits, double rareShare)
    {
        bool isLarge = unique >= LeastUnique && entropy >= LeastEntropy && information > AlertInformation && codedShare >= AlertCodedShare;
        bool isRare = unique >= LeastRareUnique && rareShare > LeastRareShare;

        // Little in each window, but hardly anything that is not a code: whoever carries slowly.
        bool isSlow = unique >= LeastUnique && codedShare >= SlowCodedShare && meanBits >= SlowBits;
        // So much that it no longer matters what it looks like, words included: no page needs that many names of one domain.
        bool isVast = unique >= VastUnique && entropy >= LeastEntropy && information > VastInformation;
        if (!isLarge && !isRare && !isSlow && !isVast)
        {
            return TunnelLevel.None;
        }

        return information >= CutInformation ? TunnelLevel.Cut : TunnelLevel.Alert;
    }
}

/// <summary>How sure it is that something is carried out in names.</summary>
internal enum TunnelLevel : byte
{
    None = 0,
    Alert = 1,

    /// <summary>So much was carried that a group that blocks cuts it.</summary>
    Cut = 2,
}
