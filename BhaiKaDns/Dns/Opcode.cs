namespace BhaiKaDns.Dns;

/// <summary>OPCODE values (RFC 1035, section 4.1.1, and later).</summary>
internal enum Opcode : byte
{
    Query = 0,
    InverseQuery = 1,
    Status = 2,
    Notify = 4,
    Update = 5,
    Stateful = 6,
}
