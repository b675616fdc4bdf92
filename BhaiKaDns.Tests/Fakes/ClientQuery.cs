using System.Buffers.Binary;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Fakes;

/// <summary>A query as a client writes it; bent by <c>with</c>.</summary>
/// <param name="Name">Labels with dots between, in the client's spelling.</param>
internal sealed record ClientQuery(string Name, RecordType Type = RecordType.A)
{
    public ushort Id { get; init; } = 0x1234;

    public HeaderFlags Flags { get; init; } = HeaderFlags.RecursionDesired;

    public Opcode Opcode { get; init; }

    public RecordClass Class { get; init; } = RecordClass.Internet;

    public bool HasEdns { get; init; }

    public byte EdnsVersion { get; init; }

    public bool DnssecOk { get; init; }

    public ushort UdpPayloadSize { get; init; } = 1232;

    /// <summary>Options of the OPT record in octets.</summary>
    public byte[] Options { get; init; } = [];

    public byte[] ToMessage()
    {
        byte[] message = new byte[2048];
        MessageHeader.Write(message, Id, Flags, Opcode, ResponseCode.NoError, 1, 0, 0, HasEdns ? 1 : 0);
        MessageWriter writer = new(message, MessageHeader.Length);
        foreach (string label in Name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            _ = writer.TryWrite([(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]);
        }

        _ = writer.TryWriteQuestion([0], Type, Class);
        if (HasEdns)
        {
            byte[] opt = [0, 0, (byte)RecordType.Opt, 0, 0, 0, EdnsVersion, DnssecOk ? (byte)0x80 : (byte)0, 0, 0, 0, .. Options];
            BinaryPrimitives.WriteUInt16BigEndian(opt.AsSpan(3), UdpPayloadSize);
            BinaryPrimitives.WriteUInt16BigEndian(opt.AsSpan(9), (ushort)Options.Length);
            _ = writer.TryWrite(opt);
        }

        return message[..writer.Length];
    }

    /// <summary>As a listener hands it on after reading it.</summary>
    public QueryContext ToContext(TransportProtocol protocol = TransportProtocol.Udp)
    {
        byte[] message = ToMessage();
        QueryContext query = new() { Protocol = protocol };
        query.Receive(message, 0, message.Length);
        Assert.That(query.Parse(), Is.EqualTo(ParseError.None));
        return query;
    }
}
