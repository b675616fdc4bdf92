using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Pipeline;

/// <summary>Writes the bodies of answers that need no upstream: blocked names and special ones. Owners are pointers to the question.</summary>
internal sealed class LocalAnswers
{
    /// <summary>TTL in seconds of answers about special names: they never change.</summary>
    private const uint SpecialTtl = 3600;

    private readonly BlockingMode _mode;
    private readonly uint _blockedTtl;
    private readonly byte[][] _blockedIPv4;
    private readonly byte[][] _blockedIPv6;

    public LocalAnswers(IOptions<DnsOptions> options)
    {
        _mode = options.Value.BlockingMode;
        _blockedTtl = (uint)options.Value.BlockedTtl.TotalSeconds;
        IPAddress[] addresses = _mode is BlockingMode.Custom ? [.. options.Value.CustomAddresses.Select(IPAddress.Parse)] : [IPAddress.Any, IPAddress.IPv6Any];
        _blockedIPv4 = [.. addresses.Where(address => address.AddressFamily is AddressFamily.InterNetwork).Select(address => address.GetAddressBytes())];
        _blockedIPv6 = [.. addresses.Where(address => address.AddressFamily is AddressFamily.InterNetworkV6).Select(address => address.GetAddressBytes())];
    }

    // Pointer to octet 12, where the question begins.
    private static ReadOnlySpan<byte> Question => [0xC0, 0x0C];

    // MNAME localhost., RNAME nobody.invalid., serial 1, refresh 1 h, retry 20 min, expire 7 d; minimum follows.
    private static ReadOnlySpan<byte> SoaStart =>
    [
        9, (byte)'l', (byte)'o', (byte)'c', (byte)'a', (byte)'l', (byte)'h', (byte)'o', (byte)'s', (byte)'t', 0,
        6, (byte)'n', (byte)'o', (byte)'b', (byte)'o', (byte)'d', (byte)'y', 7, (byte)'i', (byte)'n', (byte)'v', (byte)'a', (byte)'l', (byte)'i', (byte)'d', 0,
        0, 0, 0, 1, 0, 0, 0x0E, 0x10, 0, 0, 0x04, 0xB0, 0, 0x09, 0x3A, 0x80,
    ];

    /// <summary>What a blocked name is answered with, by the mode in force; types without an address get an empty answer.</summary>
    public int Blocked(QueryContext query, Span<byte> body, out CachedAnswer answer)
    {
        answer = new CachedAnswer { HasFixedTtl = true };
        MessageWriter writer = new(body, 0);
        switch (_mode)
        {
            case BlockingMode.Refused:
                answer.ResponseCode = ResponseCode.Refused;
                return 0;
            case BlockingMode.NxDomain:
                answer.ResponseCode = ResponseCode.NameError;
                break;
            case BlockingMode.NullAddress or BlockingMode.Custom:
                foreach (byte[] address in AddressesFor(query.Query.Type))
                {
                    answer.AnswerCount += (ushort)(writer.TryWriteRecord(Question, query.Query.Type, _blockedTtl, address) ? 1 : 0);
                }

                break;
            default:
                break;
        }

        if (answer.AnswerCount == 0)
        {
            answer.AuthorityCount = (ushort)(TryWriteSoa(ref writer, zoneAt: 0, _blockedTtl) ? 1 : 0);
        }

        return writer.Length;
    }

    /// <summary>An answer with one record.</summary>
    public static int Record(RecordType type, ReadOnlySpan<byte> data, Span<byte> body, out CachedAnswer answer)
    {
        answer = new CachedAnswer { HasFixedTtl = true };
        MessageWriter writer = new(body, 0);
        answer.AnswerCount = (ushort)(writer.TryWriteRecord(Question, type, SpecialTtl, data) ? 1 : 0);
        return writer.Length;
    }

    /// <summary>Changes the class of the first record, whose owner is a pointer.</summary>
    public static void SetClass(Span<byte> body, RecordClass recordClass) => BinaryPrimitives.WriteUInt16BigEndian(body[4..], (ushort)recordClass);

    /// <summary>A negative answer with the SOA that lets clients keep it (RFC 2308).</summary>
    /// <param name="zoneAt">Octets of the name asked for before those that name the zone.</param>
    public static int Negative(ResponseCode code, int zoneAt, Span<byte> body, out CachedAnswer answer)
    {
        MessageWriter writer = new(body, 0);
        answer = new CachedAnswer { HasFixedTtl = true, ResponseCode = code, AuthorityCount = (ushort)(TryWriteSoa(ref writer, zoneAt, SpecialTtl) ? 1 : 0) };
        return writer.Length;
    }

    private static bool TryWriteSoa(ref MessageWriter writer, int zoneAt, uint ttl)
    {
        // A long name's zone may begin behind octet 255.
        int target = MessageHeader.Length + zoneAt;
        ReadOnlySpan<byte> owner = [(byte)(0xC0 | (target >> 8)), (byte)target];
        Span<byte> soa = stackalloc byte[SoaStart.Length + sizeof(uint)];
        SoaStart.CopyTo(soa);
        BinaryPrimitives.WriteUInt32BigEndian(soa[SoaStart.Length..], ttl);
        return writer.TryWriteRecord(owner, RecordType.Soa, ttl, soa);
    }

    private byte[][] AddressesFor(RecordType type) => type switch
    {
        RecordType.A => _blockedIPv4,
        RecordType.Aaaa => _blockedIPv6,
        _ => [],
    };
}
