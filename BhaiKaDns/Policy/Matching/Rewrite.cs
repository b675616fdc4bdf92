using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Matching;

/// <summary>What one rule answers in place of the upstream: a code, a record, or another name whose records are given.</summary>
/// <param name="Type">Of the record; <see cref="RecordType.None"/> for a code alone.</param>
/// <param name="Data">RDATA; of <see cref="RecordType.Cname"/> the name in lower-case wire form.</param>
internal sealed record Rewrite(ResponseCode Code, RecordType Type = RecordType.None, byte[]? Data = null)
{
    /// <summary>Of an exception: every rewrite.</summary>
    public static readonly Rewrite Whatever = new(ResponseCode.NoError);

    public bool IsSame(Rewrite other) =>
        Code == other.Code && Type == other.Type && (Data ?? []).AsSpan().SequenceEqual(other.Data);

    public string Canonical => $"{Code};{Type};{Convert.ToHexString(Data ?? [])}";
}
