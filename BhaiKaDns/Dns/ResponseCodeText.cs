using System.Collections.Frozen;
using System.Globalization;

namespace BhaiKaDns.Dns;

/// <summary>Mnemonics of RCODEs as the IANA registry has them; <c>RCODE11</c> for those that no enumeration here names.</summary>
internal static class ResponseCodeText
{
    private const string NumberPrefix = "RCODE";

    private static readonly FrozenDictionary<ResponseCode, string> Names = new Dictionary<ResponseCode, string>
    {
        [ResponseCode.NoError] = "NOERROR",
        [ResponseCode.FormatError] = "FORMERR",
        [ResponseCode.ServerFailure] = "SERVFAIL",
        [ResponseCode.NameError] = "NXDOMAIN",
        [ResponseCode.NotImplemented] = "NOTIMP",
        [ResponseCode.Refused] = "REFUSED",
        [ResponseCode.BadVersion] = "BADVERS",
        [ResponseCode.BadCookie] = "BADCOOKIE",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ResponseCode> Codes =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static string ToText(ResponseCode code) => Names.TryGetValue(code, out string? name) ? name : NumberPrefix + ((ushort)code).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a mnemonic or <c>RCODEn</c>, whatever the case.</summary>
    public static bool TryParse(string text, out ResponseCode code)
    {
        if (Codes.TryGetValue(text, out code))
        {
            return true;
        }

        bool isNumber = ushort.TryParse(
            text.StartsWith(NumberPrefix, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(NumberPrefix.Length) : default,
            NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) && number <= 0xFFF;
        code = isNumber ? (ResponseCode)number : default;
        return isNumber;
    }
}
