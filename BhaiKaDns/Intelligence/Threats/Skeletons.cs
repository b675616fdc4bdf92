using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// What a label looks like (after UTS 39): characters of other scripts become the ASCII letters they resemble, accents are dropped,
/// 0 is o, 1 and i are l, m is rn. Labels with the same skeleton are hard to tell apart.
/// </summary>
internal sealed class Skeletons
{
    /// <summary>Room for any skeleton.</summary>
    public const int MaxLength = 3 * 63 * 2;

    private const string Resource = "BhaiKaDns.Intelligence.Threats.confusables.gz";

    private static readonly string[] Accents =
    [
        "aàáâãäåāăąǎạảấầẩẫậắằẳẵặ", "cçćĉċč", "dďđ", "eèéêëēĕėęěẹẻẽếềểễệ", "gĝğġģ", "hĥħ", "iìíîïĩīĭįıỉị", "jĵ", "kķ", "lĺļľŀł", "nñńņňŋ",
        "oòóôõöøōŏőơọỏốồổỗộớờởỡợ", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűųưụủứừửữự", "wŵẁẃẅ", "yýÿŷỳỵỷỹ", "zźżž",
    ];

    private readonly Dictionary<int, string> _looks = [];

    public Skeletons()
    {
        using Stream stream = typeof(Skeletons).Assembly.GetManifestResourceStream(Resource) ?? throw new UnreachableException(Resource);
        using GZipStream plain = new(stream, CompressionMode.Decompress);
        using StreamReader reader = new(plain);
        while (reader.ReadLine() is { } line)
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0)
            {
                _looks[int.Parse(line.AsSpan(0, tab), NumberStyles.HexNumber, CultureInfo.InvariantCulture)] = line[(tab + 1)..];
            }
        }

        foreach (string accents in Accents)
        {
            foreach (char accented in accents.AsSpan(1))
            {
                _looks[accented] = accents[..1];
            }
        }
    }

    /// <summary>Writes the skeleton of a label, which may begin with xn--.</summary>
    /// <param name="label">Lower case.</param>
    /// <param name="skeleton">At least <see cref="MaxLength"/> octets.</param>
    /// <param name="isForeign">Whether it has characters outside ASCII.</param>
    /// <returns>Octets written; 0 if a character looks like no letter.</returns>
    [SkipLocalsInit]
    public int Of(ReadOnlySpan<byte> label, Span<byte> skeleton, out bool isForeign)
    {
        int length = 0;
        isForeign = label.StartsWith("xn--"u8);
        if (!isForeign)
        {
            foreach (byte octet in label)
            {
                length = Append(skeleton, length, octet);
            }

            return length;
        }

        Span<int> codePoints = stackalloc int[Punycode.MaxCodePoints];
        if (!Punycode.TryDecode(label[4..], codePoints, out int count))
        {
            return 0;
        }

        foreach (int codePoint in codePoints[..count])
        {
            if (codePoint < 0x80)
            {
                length = Append(skeleton, length, (byte)codePoint);
                continue;
            }

            if (!_looks.TryGetValue(codePoint, out string? looks))
            {
                return 0;
            }

            foreach (char letter in looks)
            {
                length = Append(skeleton, length, (byte)letter);
            }
        }

        return length;
    }

    private static int Append(Span<byte> skeleton, int length, byte octet)
    {
        if (octet == 'm')
        {
            skeleton[length++] = (byte)'r';
            octet = (byte)'n';
        }
        else if (octet == 'w')
        {
            skeleton[length++] = (byte)'v';
            octet = (byte)'v';
        }

        skeleton[length++] = octet switch
        {
            (byte)'0' => (byte)'o',
            (byte)'1' or (byte)'i' => (byte)'l',
            (byte)'3' => (byte)'e',
            (byte)'4' => (byte)'a',
            (byte)'5' => (byte)'s',
            _ => octet,
        };
        return length;
    }
}
