using System.Collections.Frozen;
using System.Globalization;

namespace BhaiKaDns.Dns;

/// <summary>Mnemonics of types as people write them; <c>TYPE65280</c> for those without (RFC 3597, section 5).</summary>
internal static class RecordTypeText
{
    private const string NumberPrefix = "TYPE";

    private static readonly FrozenDictionary<RecordType, string> Names =
        Enum.GetValues<RecordType>().Where(type => type != RecordType.None).ToFrozenDictionary(type => type, type => type.ToString().ToUpperInvariant());

    private static readonly FrozenDictionary<string, RecordType> Types =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static string ToText(RecordType type) => Names.TryGetValue(type, out string? name) ? name : NumberPrefix + ((ushort)type).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a mnemonic or <c>TYPEn</c>, whatever the case.</summary>
    public static bool TryParse(string text, out RecordType type)
    {
        if (Types.TryGetValue(text, out type))
        {
            return true;
        }

        bool isNumber = ushort.TryParse(
            text.StartsWith(NumberPrefix, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(NumberPrefix.Length) : default,
            NumberStyles.None, CultureInfo.InvariantCulture, out ushort number);
        type = (RecordType)number;
        return isNumber;
    }
}
