namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Decodes internationalised labels (RFC 3492).</summary>
internal static class Punycode
{
    /// <summary>Most code points of a label.</summary>
    public const int MaxCodePoints = 63;

    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int FirstBias = 72;
    private const int FirstCodePoint = 128;

    /// <summary>Decodes what follows <c>xn--</c>, lower case; false if it is no Punycode.</summary>
    /// <param name="octets">The label without its prefix.</param>
    /// <param name="codePoints">At least <see cref="MaxCodePoints"/> elements.</param>
    /// <param name="count">Code points written; 0 if refused.</param>
    public static bool TryDecode(ReadOnlySpan<byte> octets, Span<int> codePoints, out int count)
    {
        count = 0;
        int basic = Math.Max(0, octets.LastIndexOf((byte)'-'));
        if (octets.Length > MaxCodePoints)
        {
            return false;
        }

        int written = 0;
        for (; written < basic; written++)
        {
            codePoints[written] = octets[written];
        }

        long codePoint = FirstCodePoint;
        long position = 0;
        int bias = FirstBias;
        int at = basic > 0 ? basic + 1 : 0;
        while (at < octets.Length)
        {
            long before = position;
            long weight = 1;
            for (int k = Base; ; k += Base)
            {
                int digit = at < octets.Length ? Digit(octets[at++]) : -1;
                if (digit < 0 || (position += digit * weight) > int.MaxValue)
                {
                    return false;
                }

                int threshold = Math.Clamp(k - bias, TMin, TMax);
                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
                if (weight > int.MaxValue)
                {
                    return false;
                }
            }

            int length = written + 1;
            bias = Adapt(position - before, length, before == 0);
            codePoint += position / length;
            position %= length;
            if (codePoint > 0x10FFFF || length > MaxCodePoints)
            {
                return false;
            }

            codePoints[(int)position..written].CopyTo(codePoints[((int)position + 1)..]);
            codePoints[(int)position++] = (int)codePoint;
            written = length;
        }

        count = written;
        return written > 0;
    }

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        int k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
        {
            delta /= Base - TMin;
        }

        return k + (int)((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static int Digit(byte octet) => octet switch
    {
        >= (byte)'a' and <= (byte)'z' => octet - 'a',
        >= (byte)'0' and <= (byte)'9' => octet - '0' + 26,
        _ => -1,
    };
}
