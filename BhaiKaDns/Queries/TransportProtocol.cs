namespace BhaiKaDns.Queries;

/// <summary>How a query reached us.</summary>
internal enum TransportProtocol : byte
{
    Udp = 0,
    Tcp = 1,
    Tls = 2,
    Https = 3,
    Quic = 4,
}
