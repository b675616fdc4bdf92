using System.Runtime.InteropServices;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Logistic regression over hashed n-grams by AdaGrad (Duchi et al., 2011). Makes what <see cref="NgramWeights"/> reads.</summary>
/// <param name="bits">Binary logarithm of the number of buckets.</param>
internal sealed class NgramTrainer(int bits, int passes = 5, float rate = 0.25f, float decay = 2e-6f)
{
    private const float Smoothing = 1e-6f;

    /// <summary>Weights beyond this share of all are cut, so that a few do not take the steps of the others.</summary>
    private const double KeptShare = 0.9998;

    private readonly float[] _weights = new float[1 << bits];
    private readonly float[] _squares = new float[1 << bits];
    private readonly uint _mask = (1u << bits) - 1;
    private float _bias;
    private float _biasSquares;

    /// <param name="rows">Symbols as <see cref="Alphabet.Encode"/> writes them.</param>
    /// <param name="isBad">Labels.</param>
    /// <param name="weights">What each row counts; 0 leaves it out.</param>
    public void Train(IReadOnlyList<byte[]> rows, bool[] isBad, float[] weights, ulong seed)
    {
        uint[] buckets = new uint[NgramWeights.Longest * 260];
        for (int pass = 0; pass < passes; pass++)
        {
            foreach (int row in Order.Shuffled(rows.Count, seed + (ulong)pass))
            {
                if (weights[row] > 0)
                {
                    int count = Buckets(rows[row], buckets);
                    Learn(buckets.AsSpan(0, count), isBad[row] ? 1 : 0, weights[row]);
                }
            }
        }
    }

    public float Score(byte[] symbols)
    {
        uint[] buckets = new uint[NgramWeights.Longest * symbols.Length];
        int count = Buckets(symbols, buckets);
        return ScoreOf(buckets.AsSpan(0, count), Length(count));
    }

    /// <summary>Scale, bias and weights of eight bits.</summary>
    public byte[] ToSection()
    {
        float[] sizes = [.. _weights.Select(MathF.Abs).Where(size => size > 0).Order()];
        float scale = sizes.Length == 0 ? 1 : sizes[(int)(KeptShare * (sizes.Length - 1))] / sbyte.MaxValue;
        byte[] section = new byte[(2 * sizeof(float)) + _weights.Length];
        MemoryMarshal.Write(section, scale);
        MemoryMarshal.Write(section.AsSpan(sizeof(float)), _bias);
        for (int at = 0; at < _weights.Length; at++)
        {
            section[(2 * sizeof(float)) + at] = (byte)(sbyte)Math.Clamp(MathF.Round(_weights[at] / scale), -sbyte.MaxValue, sbyte.MaxValue);
        }

        return section;
    }

    private static float Length(int count) => MathF.Sqrt(Math.Max(1, count));

    private int Buckets(byte[] symbols, uint[] buckets)
    {
        int count = 0;
        for (int from = 0; from + NgramWeights.Shortest <= symbols.Length; from++)
        {
            uint hash = NgramWeights.Begin(symbols[from]);
            for (int at = from + 1; at < Math.Min(symbols.Length, from + NgramWeights.Longest); at++)
            {
                hash = NgramWeights.Extend(hash, symbols[at]);
                buckets[count++] = NgramWeights.Bucket(hash) & _mask;
            }
        }

        return count;
    }

    private float ScoreOf(ReadOnlySpan<uint> buckets, float length)
    {
        float sum = 0;
        foreach (uint bucket in buckets)
        {
            sum += _weights[bucket];
        }

        return _bias + (sum / length);
    }

    private void Learn(ReadOnlySpan<uint> buckets, float label, float weight)
    {
        float length = Length(buckets.Length);
        float error = weight * ((1 / (1 + MathF.Exp(-ScoreOf(buckets, length)))) - label);
        float step = error / length;
        foreach (uint bucket in buckets)
        {
            float gradient = step + (decay * _weights[bucket]);
            _squares[bucket] += gradient * gradient;
            _weights[bucket] -= rate * gradient / (MathF.Sqrt(_squares[bucket]) + Smoothing);
        }

        _biasSquares += error * error;
        _bias -= rate * error / (MathF.Sqrt(_biasSquares) + Smoothing);
    }
}
