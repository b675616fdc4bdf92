using System.Runtime.CompilerServices;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Typos;

/// <summary>
/// The primary code of Double Metaphone (L. Philips, 2000) for domain labels, as a number of at most 12 symbols: names that sound alike
/// in English have the same one. Rules for whole words and foreign names are left out: labels are mostly not words of one language.
/// </summary>
internal static class PhoneticCode
{
    private const int MaxSymbols = 12;

    public static ulong Of(ReadOnlySpan<byte> label)
    {
        ulong code = 0;
        int count = 0;
        for (int at = 0; at < label.Length && count < MaxSymbols; count++)
        {
            (byte symbol, int used) = Next(label, at);
            at += used;
            if (symbol == 0)
            {
                count--;
                continue;
            }

            code = (code << 5) | Pack(symbol);
        }

        return code;
    }

    private static ulong Pack(byte symbol) => symbol switch
    {
        >= (byte)'A' and <= (byte)'Z' => (ulong)(symbol - 'A' + 1),
        (byte)'0' => 27,
        _ => 28 + (ulong)(symbol & 3),
    };

    private static (byte Symbol, int Used) Next(ReadOnlySpan<byte> label, int at)
    {
        byte letter = label[at];
        byte next = At(label, at + 1);
        int doubled = next == letter ? 2 : 1;
        switch (letter)
        {
            case (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' or (byte)'y':
                return at == 0 ? ((byte)'A', 1) : ((byte)0, 1);
            case (byte)'b':
                return ((byte)'P', doubled);
            case (byte)'c':
                return OfC(label, at, next, doubled);
            case (byte)'d':
                return next == 'g' && At(label, at + 2) is (byte)'e' or (byte)'i' or (byte)'y' ? ((byte)'J', 3) : ((byte)'T', next == 't' ? 2 : doubled);
            case (byte)'f' or (byte)'v':
                return ((byte)'F', doubled);
            case (byte)'g':
                return OfG(label, at, next, doubled);
            case (byte)'h':
                return (at == 0 || Keyboard.IsVowel(label[at - 1])) && Keyboard.IsVowel(next) ? ((byte)'H', 1) : ((byte)0, 1);
            case (byte)'j':
                return ((byte)'J', doubled);
            case (byte)'k' or (byte)'q':
                return at == 0 && next == 'n' ? ((byte)0, 1) : ((byte)'K', doubled);
            case (byte)'p':
                return next == 'h' ? ((byte)'F', 2) : ((byte)'P', next == 'b' ? 2 : doubled);
            case (byte)'s':
                return next == 'h' ? ((byte)'X', 2) : next == 'i' && At(label, at + 2) is (byte)'o' or (byte)'a' ? ((byte)'X', 3) : ((byte)'S', next == 'z' ? 2 : doubled);
            case (byte)'t':
                return next == 'h' ? ((byte)'0', 2) : next == 'i' && At(label, at + 2) is (byte)'o' or (byte)'a' ? ((byte)'X', 3) : ((byte)'T', next == 'd' ? 2 : doubled);
            case (byte)'w':
                return at == 0 || Keyboard.IsVowel(next) ? ((byte)(at == 0 ? 'A' : 'W'), 1) : ((byte)0, 1);
            case (byte)'x' or (byte)'z':
                return ((byte)'S', doubled);
            case >= (byte)'l' and <= (byte)'r':
                return ((byte)(letter - 0x20), doubled);
            case >= (byte)'0' and <= (byte)'9':
                return (letter, 1);
            default:
                return (0, 1);
        }
    }

    private static (byte Symbol, int Used) OfC(ReadOnlySpan<byte> label, int at, byte next, int doubled) => next switch
    {
        (byte)'h' => ((byte)'X', 2),
        (byte)'i' when At(label, at + 2) == 'a' => ((byte)'X', 3),
        (byte)'i' or (byte)'e' or (byte)'y' => ((byte)'S', 2),
        (byte)'k' or (byte)'q' => ((byte)'K', 2),
        _ => ((byte)'K', doubled),
    };

    private static (byte Symbol, int Used) OfG(ReadOnlySpan<byte> label, int at, byte next, int doubled) => next switch
    {
        (byte)'h' => at > 0 && !Keyboard.IsVowel(At(label, at + 2)) ? ((byte)0, 2) : ((byte)'K', 2),
        (byte)'n' => at == 0 ? ((byte)0, 1) : ((byte)'K', 1),
        (byte)'i' or (byte)'e' or (byte)'y' => ((byte)'J', 2),
        _ => ((byte)'K', doubled),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ReadOnlySpan<byte> label, int at) => at < label.Length ? label[at] : (byte)0;
}
