using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using DnsClient;
using DnsClient.Protocol;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Records;

/// <summary>What records look like to a DNS library that others wrote.</summary>
internal sealed class RecordWireTests
{
    [Test]
    public async Task Read_ValuesOfEachType_MeanTheSameToAnotherLibrary()
    {
        Assert.That(((ARecord)await AskAsync(RecordType.A, "192.168.1.5")).Address, Is.EqualTo(IPAddress.Parse("192.168.1.5")));
        Assert.That(((AaaaRecord)await AskAsync(RecordType.Aaaa, "fd00::5")).Address, Is.EqualTo(IPAddress.Parse("fd00::5")));
        Assert.That(((CNameRecord)await AskAsync(RecordType.Cname, "nas.lan")).CanonicalName.Value, Is.EqualTo("nas.lan."));
        Assert.That(((PtrRecord)await AskAsync(RecordType.Ptr, "nas.lan")).PtrDomainName.Value, Is.EqualTo("nas.lan."));
        MxRecord exchange = (MxRecord)await AskAsync(RecordType.Mx, "10 mail.lan");
        Assert.That((exchange.Preference, exchange.Exchange.Value), Is.EqualTo(((ushort)10, "mail.lan.")));
        SrvRecord service = (SrvRecord)await AskAsync(RecordType.Srv, "1 2 631 tv.lan");
        Assert.That((service.Priority, service.Weight, service.Port, service.Target.Value), Is.EqualTo(((ushort)1, (ushort)2, (ushort)631, "tv.lan.")));
        Assert.That(((TxtRecord)await AskAsync(RecordType.Txt, "\"one\" \"two \\\"words\\\"\"")).Text, Is.EqualTo(new[] { "one", "two \"words\"" }));
        CaaRecord authority = (CaaRecord)await AskAsync(RecordType.Caa, "128 issue \"ca.example\"");
        Assert.That((authority.Flags, authority.Tag, authority.Value), Is.EqualTo(((byte)128, "issue", "ca.example")));
    }

    private static async Task<DnsResourceRecord> AskAsync(RecordType type, string value)
    {
        Assert.That(RecordValue.Read(type, value, out byte[] data), Is.Null);
        using UdpClient server = new(new IPEndPoint(IPAddress.Loopback, 0));
        LookupClient client = new(new LookupClientOptions((IPEndPoint)server.Client.LocalEndPoint!) { UseCache = false, Retries = 0, UseTcpFallback = false });

        Task<IDnsQueryResponse> answer = client.QueryAsync("x.lan", (QueryType)type);
        UdpReceiveResult query = await server.ReceiveAsync();
        byte[] response = Wire.Response("x.lan", type, [Wire.Record("x.lan", type, 60, data)]);
        query.Buffer.AsSpan(0, 2).CopyTo(response);
        await server.SendAsync(response, query.RemoteEndPoint);

        return (await answer).Answers.Single();
    }
}
