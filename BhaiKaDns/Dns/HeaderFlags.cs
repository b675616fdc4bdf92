namespace BhaiKaDns.Dns;

/// <summary>The second 16 bits of the header (RFC 1035, section 4.1.1; AD and CD: RFC 4035).</summary>
[Flags]
internal enum HeaderFlags : ushort
{
    None = 0,
    CheckingDisabled = 0x0010,
    AuthenticData = 0x0020,
    RecursionAvailable = 0x0080,
    RecursionDesired = 0x0100,
    Truncated = 0x0200,
    AuthoritativeAnswer = 0x0400,
    Response = 0x8000,
}
