using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>Walks over the options in an OPT record's RDATA (RFC 6891, section 6.1.2).</summary>
internal ref struct EdnsOptionReader(ReadOnlySpan<byte> data)
{
    private const int OptionHeaderLength = 4;

    private ReadOnlySpan<byte> _rest = data;

    /// <summary>Set when <see cref="Read"/> returned false because the octets do not fit.</summary>
    public ParseError Error { get; private set; }

    /// <summary>Reads the next option; false at the end or at an error.</summary>
    public bool Read(out EdnsOptionCode code, out ReadOnlySpan<byte> value)
    {
        code = EdnsOptionCode.None;
        value = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest.Length < OptionHeaderLength || _rest.Length - OptionHeaderLength < BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]))
        {
            Error = ParseError.BadRecordData;
            return false;
        }

        code = (EdnsOptionCode)BinaryPrimitives.ReadUInt16BigEndian(_rest);
        value = _rest.Slice(OptionHeaderLength, BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]));
        _rest = _rest[(OptionHeaderLength + value.Length)..];
        return true;
    }
}

/// <summary>OPTION-CODE values (IANA "DNS EDNS0 Option Codes") that this server knows; all others are ignored.</summary>
internal enum EdnsOptionCode : ushort
{
    None = 0,
    NameServerIdentifier = 3,
    ClientSubnet = 8,
    Cookie = 10,
    TcpKeepalive = 11,
    Padding = 12,
    ExtendedError = 15,
}
