using System.Collections.Frozen;
using System.Text;
using BhaiKaDns.Collections;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Words that stand beside a brand in names made to deceive.</summary>
internal static class LureWords
{
    private static readonly FrozenSet<ulong> Hashes = (
        "login signin logon sign log secure security secured safe verify verification verified account accounts acount auth authenticate support update updates " +
        "service services help helpdesk confirm confirmation unlock recover recovery restore reset password wallet pay payment payments billing invoice refund " +
        "bonus gift giftcard reward rewards prize claim airdrop alert alerts notice notification customer client member members card cards bank banking online web webmail " +
        "mail email portal id my user center centre info access validate validation review case ticket suspended locked limited identity connect app apps " +
        "official team care delivery parcel package track tracking post shipping order orders checkout store shop promo free win jp co com net us uk")
        .Split(' ').Select(word => SeededHash.Compute(Encoding.ASCII.GetBytes(word), 0)).ToFrozenSet();

    public static bool Contain(ReadOnlySpan<byte> word) => Hashes.Contains(SeededHash.Compute(word, 0));
}
