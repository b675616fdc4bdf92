namespace BhaiKaDns.Dns;

/// <summary>A record of a model: RDATA is pieces of octets and names, so that it can be written in many ways.</summary>
internal sealed record ModelRecord(string Owner, RecordType Type, uint Ttl, object[] Data)
{
    /// <summary>The record as <see cref="ExtractedMessage.LinesOf"/> shows it.</summary>
    public string Line(uint? ttl = null)
    {
        CompressingBuilder builder = new("x", RecordType.A, new Random(0), compression: 0);
        builder.Add(this with { Ttl = ttl ?? Ttl });
        return ExtractedMessage.LinesOf(builder.Build(1, 0, 0, ResponseCode.NoError)).Single();
    }
}
