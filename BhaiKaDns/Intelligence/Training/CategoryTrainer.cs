using System.Runtime.InteropServices;
using System.Text;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Softmax regression over hashed n-grams by AdaGrad. Makes what <see cref="CategoryModel"/> reads.</summary>
internal sealed class CategoryTrainer(int bits, int passes = 8, float rate = 0.3f, float decay = 3e-6f)
{
    private const double KeptShare = 0.9995;
    private float[] _weights = [];
    private float[] _squares = [];
    private float[] _biases = [];

    /// <param name="categories">Of the rows, as numbers.</param>
    /// <returns>The section <c>weights</c>: scale, biases, weights of eight bits.</returns>
    public byte[] Train(IReadOnlyList<string> domains, int[] categories, int count, ulong seed)
    {
        _weights = new float[count << bits];
        _squares = new float[count << bits];
        _biases = new float[count];
        float[] biasSquares = new float[count];
        int[][] rows = [.. domains.Select(Buckets)];
        float[] chances = new float[count];
        for (int pass = 0; pass < passes; pass++)
        {
            foreach (int row in Order.Shuffled(rows.Length, seed + (ulong)pass))
            {
                Learn(rows[row], categories[row], chances, biasSquares);
            }
        }

        return ToSection();
    }

    private void Learn(int[] buckets, int category, float[] chances, float[] biasSquares)
    {
        float length = MathF.Sqrt(Math.Max(1, buckets.Length));
        int count = chances.Length;
        Array.Clear(chances);
        foreach (int bucket in buckets)
        {
            for (int other = 0; other < count; other++)
            {
                chances[other] += _weights[(bucket * count) + other];
            }
        }

        float most = float.MinValue;
        for (int other = 0; other < count; other++)
        {
            chances[other] = (chances[other] / length) + _biases[other];
            most = Math.Max(most, chances[other]);
        }

        float sum = 0;
        for (int other = 0; other < count; other++)
        {
            chances[other] = MathF.Exp(chances[other] - most);
            sum += chances[other];
        }

        for (int other = 0; other < count; other++)
        {
            float error = (chances[other] / sum) - (other == category ? 1 : 0);
            biasSquares[other] += error * error;
            _biases[other] -= rate * error / (MathF.Sqrt(biasSquares[other]) + 1e-6f);
            chances[other] = error / length;
        }

        foreach (int bucket in buckets)
        {
            for (int other = 0; other < count; other++)
            {
                int at = (bucket * count) + other;
                float gradient = chances[other] + (decay * _weights[at]);
                _squares[at] += gradient * gradient;
                _weights[at] -= rate * gradient / (MathF.Sqrt(_squares[at]) + 1e-6f);
            }
        }
    }

    private int[] Buckets(string domain)
    {
        Span<byte> symbols = stackalloc byte[HostSymbols.MaxLength];
        symbols = symbols[..HostSymbols.OfText(Encoding.Latin1.GetBytes(domain), symbols)];
        List<int> buckets = [];
        for (int from = 0; from + CategoryModel.Shortest <= symbols.Length; from++)
        {
            uint hash = NgramWeights.Begin(symbols[from]);
            for (int at = from + 1; at < Math.Min(symbols.Length, from + CategoryModel.Longest); at++)
            {
                hash = NgramWeights.Extend(hash, symbols[at]);
                if (at - from + 1 >= CategoryModel.Shortest)
                {
                    buckets.Add((int)(NgramWeights.Bucket(hash) & ((1u << bits) - 1)));
                }
            }
        }

        return [.. buckets];
    }

    private byte[] ToSection()
    {
        float[] sizes = [.. _weights.Select(MathF.Abs).Order()];
        float scale = Math.Max(1e-6f, sizes[(int)(KeptShare * (sizes.Length - 1))] / sbyte.MaxValue);
        byte[] section = new byte[(sizeof(float) * (1 + _biases.Length)) + _weights.Length];
        MemoryMarshal.Write(section, scale);
        MemoryMarshal.AsBytes<float>(_biases).CopyTo(section.AsSpan(sizeof(float)));
        Span<byte> stored = section.AsSpan(sizeof(float) * (1 + _biases.Length));
        for (int at = 0; at < _weights.Length; at++)
        {
            stored[at] = (byte)(sbyte)Math.Clamp(MathF.Round(_weights[at] / scale), -sbyte.MaxValue, sbyte.MaxValue);
        }

        return section;
    }
}
