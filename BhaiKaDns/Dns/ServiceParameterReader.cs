using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>Walks over the SvcParams of SVCB and HTTPS records, whose keys stand in strictly rising order (RFC 9460, section 2.2).</summary>
internal ref struct ServiceParameterReader(ReadOnlySpan<byte> parameters)
{
    private const int HeaderLength = 4;

    private ReadOnlySpan<byte> _rest = parameters;
    private int _lastKey = -1;

    /// <summary>Set when <see cref="Read"/> returned false because the octets break a rule.</summary>
    public ParseError Error { get; private set; }

    /// <summary>Reads the next parameter; false at the end or at an error.</summary>
    public bool Read(out ServiceParameterKey key, out ReadOnlySpan<byte> value)
    {
        key = default;
        value = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest.Length < HeaderLength || _rest.Length - HeaderLength < BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]))
        {
            Error = ParseError.BadRecordData;
            return false;
        }

        key = (ServiceParameterKey)BinaryPrimitives.ReadUInt16BigEndian(_rest);
        value = _rest.Slice(HeaderLength, BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]));
        if ((int)key <= _lastKey || !IsWellFormed(key, value))
        {
            Error = ParseError.BadRecordData;
            return false;
        }

        _lastKey = (int)key;
        _rest = _rest[(HeaderLength + value.Length)..];
        return true;
    }

    /// <summary>Whether all parameters are well-formed, and all keys named by <c>mandatory</c> are there (section 8).</summary>
    public static ParseError Check(ReadOnlySpan<byte> parameters)
    {
        ServiceParameterReader reader = new(parameters);
        ReadOnlySpan<byte> mandatory = default;
        while (reader.Read(out ServiceParameterKey key, out ReadOnlySpan<byte> value))
        {
            if (key == ServiceParameterKey.Mandatory)
            {
                mandatory = value;
            }
            else if (mandatory.Length >= 2 && (int)key == BinaryPrimitives.ReadUInt16BigEndian(mandatory))
            {
                // Both lists rise, so one pass over them together is enough.
                mandatory = mandatory[2..];
            }
        }

        return reader.Error != ParseError.None || !mandatory.IsEmpty ? ParseError.BadRecordData : ParseError.None;
    }

    private static bool IsWellFormed(ServiceParameterKey key, ReadOnlySpan<byte> value) => key switch
    {
        ServiceParameterKey.Mandatory => IsMandatoryList(value),
        ServiceParameterKey.Alpn => IsAlpnList(value),
        ServiceParameterKey.NoDefaultAlpn => value.IsEmpty,
        ServiceParameterKey.Port => value.Length == sizeof(ushort),
        ServiceParameterKey.IPv4Hint => !value.IsEmpty && value.Length % AddressData.IPv4Length == 0,
        ServiceParameterKey.IPv6Hint => !value.IsEmpty && value.Length % AddressData.IPv6Length == 0,
        _ => true,
    };

    // Section 8: not empty, strictly rising, and never the key 0 itself.
    private static bool IsMandatoryList(ReadOnlySpan<byte> value)
    {
        int last = 0;
        for (int at = 0; at + 1 < value.Length; at += 2)
        {
            int key = BinaryPrimitives.ReadUInt16BigEndian(value[at..]);
            if (key <= last)
            {
                return false;
            }

            last = key;
        }

        return !value.IsEmpty && value.Length % 2 == 0;
    }

    // Section 7.1.1: one or more protocol ids, none of them empty.
    private static bool IsAlpnList(ReadOnlySpan<byte> value)
    {
        CharacterStringReader ids = new(value);
        while (ids.Read(out ReadOnlySpan<byte> id))
        {
            if (id.IsEmpty)
            {
                return false;
            }
        }

        return !value.IsEmpty && ids.Error == ParseError.None;
    }
}

/// <summary>SvcParamKeys (RFC 9460, section 14.3.2; dohpath: RFC 9461); others travel as their number.</summary>
internal enum ServiceParameterKey : ushort
{
    Mandatory = 0,
    Alpn = 1,
    NoDefaultAlpn = 2,
    Port = 3,
    IPv4Hint = 4,
    EncryptedClientHello = 5,
    IPv6Hint = 6,
    DohPath = 7,
}
