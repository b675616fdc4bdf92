using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Typos;

/// <summary>
/// How usual three octets in a row are in the labels of popular names. A slip of the finger makes unusual ones, so the gain from what
/// was typed to what may have been meant tells a typo from another name.
/// </summary>
internal sealed class LabelTrigrams
{
    private const int Symbols = 38;

    private readonly float[] _logs = new float[Symbols * Symbols * Symbols];

    public LabelTrigrams(PopularNames names)
    {
        for (int index = 0; index < names.Count; index++)
        {
            ReadOnlySpan<byte> name = names[index];
            ReadOnlySpan<byte> label = name.Slice(1, name[0]);
            int state = 0;
            foreach (byte octet in label)
            {
                _logs[state = Step(state, octet)]++;
            }

            _logs[Step(state, 0)]++;
        }

        for (int at = 0; at < _logs.Length; at++)
        {
            _logs[at] = MathF.Log(_logs[at] + 0.5f);
        }
    }

    /// <summary>Sum over the label, its start and end included; higher is more usual.</summary>
    public float Sum(ReadOnlySpan<byte> label)
    {
        int state = 0;
        float sum = 0;
        foreach (byte octet in label)
        {
            sum += _logs[state = Step(state, octet)];
        }

        return sum + _logs[Step(state, 0)];
    }

    private static int Step(int state, byte octet)
    {
        int symbol = octet == 0 ? 0 : Keyboard.Index(octet) + 1;
        return ((state % (Symbols * Symbols)) * Symbols) + symbol;
    }
}
