namespace BhaiKaDns.Intelligence.Threats;

/// <summary>What was seen in the labels in front of a registrable domain.</summary>
/// <param name="Letters">Octets in all labels, length octets left out.</param>
/// <param name="Labels">Number of labels.</param>
/// <param name="LeadingNumbers">How many of the first labels, without a gap, are numbers up to 255.</param>
/// <param name="Digits">How many of the letters are digits.</param>
/// <param name="MeanBits">Mean surprise of a letter, in bits.</param>
internal readonly record struct SubdomainText(int Letters, int Labels, int LeadingNumbers, int Digits, float MeanBits)
{
    private const int AddressOctets = 4;

    // Shorter codes are too much like names of machines; see docs/intelligence-behaviour.md for both figures.
    private const int LeastCodedLetters = 8;
    private const float LeastCodedBits = 4.9F;
    private const int LeastNumberLetters = 16;
    private const float LeastNumberShare = 0.9F;

    // Addresses of IPv6 are asked backwards as 32 labels of one letter.
    private const float LeastMeanLabelLength = 3.5F;

    /// <summary>An IPv4 address written backwards, as block lists are asked.</summary>
    public bool IsAddress => LeadingNumbers >= AddressOctets;

    /// <summary>Looks made by a machine to carry something.</summary>
    public bool IsCoded => Letters >= LeastCodedLetters && !IsAddress && Letters > LeastMeanLabelLength * Labels && (MeanBits >= LeastCodedBits || IsNumber);

    // Digits after digits do not surprise, however many.
    private bool IsNumber => Letters >= LeastNumberLetters && Digits >= Letters * LeastNumberShare;
}
