using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Home;

/// <summary>What a server answered to one question; nothing when it did not within the time.</summary>
/// <param name="Message">The whole response; empty when there was none.</param>
internal sealed record PlainReply(byte[] Message, TimeSpan Elapsed)
{
    public static readonly PlainReply None = new([], TimeSpan.Zero);

    public bool IsAnswered => Message.Length > 0;

    public ResponseCode ResponseCode => IsAnswered ? MessageHeader.ResponseCode(Message) : ResponseCode.ServerFailure;

    /// <summary>Addresses in the answer section.</summary>
    public IReadOnlyList<IPAddress> Addresses
    {
        get
        {
            List<IPAddress> found = [];
            foreach ((RecordType type, _, byte[] data) in Records())
            {
                if ((type is RecordType.A && data.Length == AddressData.IPv4Length) || (type is RecordType.Aaaa && data.Length == AddressData.IPv6Length))
                {
                    found.Add(new IPAddress(data));
                }
            }

            return found;
        }
    }

    /// <summary>Names that stand above an SOA record: the zones that the server says it knows of.</summary>
    public IReadOnlyList<string> Zones => [.. Records().Where(record => record.Type is RecordType.Soa).Select(record => record.Owner)];

    /// <summary>The first extended error (RFC 8914); null if there is none.</summary>
    public ExtendedErrorCode? ExtendedError
    {
        get
        {
            foreach ((RecordType type, _, byte[] data) in Records())
            {
                EdnsOptionReader options = new(data);
                while (type is RecordType.Opt && options.Read(out EdnsOptionCode code, out ReadOnlySpan<byte> value))
                {
                    if (code is EdnsOptionCode.ExtendedError && value.Length >= sizeof(ushort))
                    {
                        return (ExtendedErrorCode)System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(value);
                    }
                }
            }

            return null;
        }
    }

    /// <summary>The name in the PTR record of an address.</summary>
    public string? NameOf(IPAddress address) => IsAnswered ? ReverseQuestion.Read(Message, ClientAddress.From(address)) : null;

    private List<(RecordType Type, string Owner, byte[] Data)> Records()
    {
        List<(RecordType, string, byte[])> found = [];
        int offset = MessageHeader.Length;
        if (!IsAnswered || DomainNameReader.Skip(Message, ref offset) is not ParseError.None)
        {
            return found;
        }

        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        RecordReader records = new(Message, offset + sizeof(uint));
        while (records.Read(out RecordView record) is ParseError.None)
        {
            int owner = record.OwnerOffset;
            if (DomainNameReader.Read(Message, ref owner, name, out int length) is ParseError.None)
            {
                found.Add((record.Type, DomainNameText.ToText(name[..length]).TrimEnd('.'), Message.AsSpan(record.DataOffset, record.DataLength).ToArray()));
            }
        }

        return found;
    }
}

/// <summary>Asks one server one question, without any other server in between.</summary>
/// <param name="patience">How long the answer is waited for.</param>
internal delegate Task<PlainReply> AskPlainly(IPEndPoint server, string name, RecordType type, TimeSpan patience, CancellationToken cancellationToken);
