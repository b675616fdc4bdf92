namespace BhaiKaDns.Dns;

/// <summary>CLASS and QCLASS values (RFC 1035, section 3.2.4).</summary>
internal enum RecordClass : ushort
{
    None = 0,
    Internet = 1,
    Chaos = 3,
    Hesiod = 4,
    Any = 255,
}
