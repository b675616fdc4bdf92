using System.Globalization;

namespace BhaiKaDns.Dns;

/// <summary>Mnemonics of types as people write them; a type without one is <c>TYPE123</c> (RFC 3597, section 5).</summary>
internal static class RecordTypeNames
{
    private const string NumberPrefix = "TYPE";

    public static string Mnemonic(this RecordType type) =>
        Enum.IsDefined(type) && type != RecordType.None ? type.ToString().ToUpperInvariant() : NumberPrefix + ((ushort)type).ToString(CultureInfo.InvariantCulture);

    public static bool TryParse(ReadOnlySpan<char> text, out RecordType type)
    {
        if (text.StartsWith(NumberPrefix, StringComparison.OrdinalIgnoreCase)
            && ushort.TryParse(text[NumberPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
        {
            type = (RecordType)number;
            return true;
        }

        type = RecordType.None;
        return !text.IsEmpty && char.IsAsciiLetter(text[0]) && Enum.TryParse(text, ignoreCase: true, out type) && type != RecordType.None;
    }
}
