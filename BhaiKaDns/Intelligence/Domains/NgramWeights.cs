using System.Runtime.InteropServices;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Logistic regression over hashed n-grams of 2 to 5 symbols (Weinberger et al., "Feature hashing", 2009): one weight of eight bits for
/// each bucket. The sum is divided by the square root of the number of n-grams, so that long names are not suspicious for being long.
/// </summary>
internal sealed class NgramWeights
{
    public const int Shortest = 2;
    public const int Longest = 5;

    private readonly sbyte[] _weights;
    private readonly float _scale;
    private readonly float _bias;
    private readonly uint _mask;

    private NgramWeights(sbyte[] weights, float scale, float bias)
    {
        _weights = weights;
        _scale = scale;
        _bias = bias;
        _mask = (uint)weights.Length - 1;
    }

    /// <summary>A power of two of weights after their scale and bias; null if it is not that.</summary>
    public static NgramWeights? TryRead(ReadOnlySpan<byte> section)
    {
        const int head = 2 * sizeof(float);
        int count = section.Length - head;
        if (count < 2 || (count & (count - 1)) != 0)
        {
            return null;
        }

        float scale = MemoryMarshal.Read<float>(section);
        float bias = MemoryMarshal.Read<float>(section[sizeof(float)..]);
        return float.IsFinite(scale) && float.IsFinite(bias)
            ? new NgramWeights(MemoryMarshal.Cast<byte, sbyte>(section[head..]).ToArray(), scale, bias)
            : null;
    }

    /// <summary>Log-odds of symbols as <see cref="Alphabet.Encode"/> writes them.</summary>
    public float Score(ReadOnlySpan<byte> symbols)
    {
        sbyte[] weights = _weights;
        int sum = 0;
        int count = 0;
        for (int from = 0; from + Shortest <= symbols.Length; from++)
        {
            uint hash = Begin(symbols[from]);
            int end = Math.Min(symbols.Length, from + Longest);
            for (int at = from + 1; at < end; at++)
            {
                hash = Extend(hash, symbols[at]);
                sum += weights[Bucket(hash) & _mask];
            }

            count += end - from - 1;
        }

        return _bias + (count == 0 ? 0 : _scale * sum / MathF.Sqrt(count));
    }

    /// <summary>What each n-gram adds to the score, for evidence.</summary>
    /// <param name="add">Told the start, the length and what it adds.</param>
    public void Each(ReadOnlySpan<byte> symbols, Action<int, int, float> add)
    {
        int count = 0;
        for (int from = 0; from + Shortest <= symbols.Length; from++)
        {
            count += Math.Min(symbols.Length, from + Longest) - from - 1;
        }

        for (int from = 0; from + Shortest <= symbols.Length; from++)
        {
            uint hash = Begin(symbols[from]);
            for (int at = from + 1; at < Math.Min(symbols.Length, from + Longest); at++)
            {
                hash = Extend(hash, symbols[at]);
                add(from, at - from + 1, _scale * _weights[Bucket(hash) & _mask] / MathF.Sqrt(count));
            }
        }
    }

    /// <summary>The hash of an n-gram, symbol by symbol; part of the model file's format.</summary>
    public static uint Begin(byte symbol) => (symbol + 1u) * 0x9E3779B1u;

    public static uint Extend(uint hash, byte symbol) => ((hash ^ (symbol + 1u)) * 0x85EBCA6Bu) ^ (hash >> 15);

    public static uint Bucket(uint hash) => (hash ^ (hash >> 16)) * 0xC2B2AE35u >> 8;
}
