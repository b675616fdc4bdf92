namespace BhaiKaDns.Resolution;

/// <summary>How an upstream is spoken to. The others of the contract come with the encrypted transports.</summary>
internal enum UpstreamProtocol : byte
{
    /// <summary>UDP first, TCP where an answer does not fit.</summary>
    Udp = 0,
    Tcp = 1,
}
