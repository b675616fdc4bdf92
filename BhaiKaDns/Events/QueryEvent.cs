using System.Runtime.InteropServices;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Events;

/// <summary>One finished query as it lies in the ring, followed there by the QNAME in lower-case wire form and by what was found.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct QueryEvent
{
    /// <summary>Monotonic milliseconds of receipt until the event is drained; for listeners, milliseconds since 1970-01-01 UTC.</summary>
    public long UnixTimeMs;
    public ClientAddress Client;

    /// <summary>Seeded hash of the QNAME: good for sketches of this process, never stored.</summary>
    public ulong NameHash;

    /// <summary>From receipt to answer; on the cached path the batch's.</summary>
    public uint ElapsedMicroseconds;
    public RecordType Type;
    public ushort ListId;
    public ResponseCode ResponseCode;
    public byte NameLength;
    public TransportProtocol Protocol;
    public Decision Decision;
    public Reason Reason;
    public AnswerSource Source;

    /// <summary>1-based number of the upstream that answered; 0 if none was asked.</summary>
    public byte Upstream;

    /// <summary>Octets of what the verdict was reached for, where that was not the QNAME: a name in wire form or an address; 0 for none.</summary>
    public byte FoundLength;

    /// <summary>The most that the client's group lets anybody keep of this query; settings of the home may keep less.</summary>
    public PrivacyLevel Privacy;
}
