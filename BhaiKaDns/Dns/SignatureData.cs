using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>RDATA of RRSIG records (RFC 4034, section 3.1), as far as this server looks into it.</summary>
internal static class SignatureData
{
    /// <summary>The type of the RRset that an RRSIG record signs; <see cref="RecordType.None"/> for any other record.</summary>
    public static RecordType CoveredType(ReadOnlySpan<byte> message, in RecordView record) =>
        record.Type == RecordType.Rrsig && record.DataLength >= sizeof(ushort)
            ? (RecordType)BinaryPrimitives.ReadUInt16BigEndian(message[record.DataOffset..])
            : RecordType.None;

    /// <summary>Whether a record proves that something does not exist (NSEC, RFC 4034; NSEC3, RFC 5155), or signs such a proof.</summary>
    public static bool IsProof(ReadOnlySpan<byte> message, in RecordView record) =>
        (record.Type == RecordType.Rrsig ? CoveredType(message, record) : record.Type) is RecordType.Nsec or RecordType.Nsec3;
}
