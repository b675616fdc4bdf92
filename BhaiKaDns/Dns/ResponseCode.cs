namespace BhaiKaDns.Dns;

/// <summary>RCODE values; those above 15 need an OPT record to carry their upper bits (RFC 6891, section 6.1.3).</summary>
internal enum ResponseCode : ushort
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NameError = 3,
    NotImplemented = 4,
    Refused = 5,
    BadVersion = 16,
    BadCookie = 23,
}
