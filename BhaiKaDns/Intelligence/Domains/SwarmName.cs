namespace BhaiKaDns.Intelligence.Domains;

/// <summary>What is kept of one failed name to judge it with others.</summary>
/// <param name="Margin">Log-odds as one among others.</param>
/// <param name="Suffix">Hash of what follows the label.</param>
internal readonly record struct SwarmName(float Margin, byte Length, ushort Suffix, float WordCoverage, float TrigramMean, float DigitRatio, byte Words, float Entropy)
{
    /// <param name="features">As <see cref="ThreatModel.AmongOthers"/> filled them.</param>
    public static SwarmName Of(float margin, ReadOnlySpan<byte> suffix, ReadOnlySpan<float> features)
    {
        uint hash = 0x811C9DC5;
        foreach (byte octet in suffix)
        {
            hash = (hash ^ octet) * 0x01000193;
        }

        return new SwarmName(
            margin, (byte)features[(int)Feature.Length], (ushort)(hash ^ (hash >> 16)), features[(int)Feature.WordCoverage], features[(int)Feature.TrigramMean],
            features[(int)Feature.DigitRatio], (byte)features[(int)Feature.WordCount], features[(int)Feature.Entropy]);
    }
}
