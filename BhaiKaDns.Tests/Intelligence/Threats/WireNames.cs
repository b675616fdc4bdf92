using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Names for the tests of the detectors.</summary>
internal static class WireNames
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    public static byte[] Of(string text)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        return DomainNameText.TryParse(text, wire, out int length) ? wire[..length] : throw new ArgumentException(text, nameof(text));
    }

    /// <summary>Where the last two labels start; -1 if there are fewer.</summary>
    public static int LastTwo(ReadOnlySpan<byte> name)
    {
        int before = -1;
        int last = -1;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            before = last;
            last = at;
        }

        return before;
    }

    /// <summary>Letters as an encoder makes them.</summary>
    public static string Code(Random random, int length, string alphabet = Base32) =>
        string.Create(length, (random, alphabet), static (span, state) =>
        {
            foreach (ref char letter in span)
            {
                letter = state.alphabet[state.random.Next(state.alphabet.Length)];
            }
        });
}
