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

    // Room for the name of a list behind the address, but not for much that is not in the address.
    private const int MostAddressLetters = 24;
    private const int MostAddressWord = 8;

    // Addresses of IPv6 are asked backwards as 32 labels of one letter.
    private const int MostNibbleLabels = 36;
    private const int MostNibbleLetters = 44;

    // Shorter codes are too much like names of machines; see docs/intelligence-behaviour.md for both figures.
    private const int LeastCodedLetters = 8;
    private const float LeastCodedBits = 4.9F;
    private const int LeastNumberLetters = 16;
    private const float LeastNumberShare = 0.9F;

    /// <summary>An IPv4 address written backwards, as block lists are asked.</summary>
    public bool IsAddress => LeadingNumbers >= AddressOctets && Letters <= MostAddressLetters && Letters - Digits <= MostAddressWord;

    /// <summary>Looks made by a machine to carry something.</summary>
    public bool IsCoded => Letters >= LeastCodedLetters && !IsAddress && !IsNibbles && (MeanBits >= LeastCodedBits || IsNumber);

    private bool IsNibbles => Letters <= MostNibbleLetters && Labels <= MostNibbleLabels && Letters * 2 <= Labels * 3;

    // Digits after digits do not surprise, however many.
    private bool IsNumber => Letters >= LeastNumberLetters && Digits >= Letters * LeastNumberShare;
}
