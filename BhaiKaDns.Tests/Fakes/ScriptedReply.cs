using System.Net;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Fakes;

/// <summary>What a <see cref="ScriptedUpstream"/> does with a query. Made by the factories, bent by <c>with</c> and the methods.</summary>
internal sealed record ScriptedReply
{
    public ResponseCode Code { get; init; }

    public IReadOnlyList<(RecordType Type, uint Ttl, byte[] Data)> Answers { get; init; } = [];

    public ScriptedFault Fault { get; init; }

    /// <summary>Where the fault holds: a truncated datagram and a closed connection are the two usual cases.</summary>
    public ScriptedFault TcpFault { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>The reply is held until this task ends.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>Sent before this one, for the same query.</summary>
    public ScriptedReply? First { get; init; }

    public static ScriptedReply Silence { get; } = new() { Fault = ScriptedFault.Silence, TcpFault = ScriptedFault.Silence };

    public static ScriptedReply Address(string address, uint ttl = 300)
    {
        byte[] octets = IPAddress.Parse(address).GetAddressBytes();
        return new() { Answers = [(octets.Length == 4 ? RecordType.A : RecordType.Aaaa, ttl, octets)] };
    }

    /// <summary>TXT records of 200 octets each, so that 1232 octets hold five and 4 kB take twenty.</summary>
    public static ScriptedReply Text(int records, uint ttl = 300) => new()
    {
        Answers = [.. Enumerable.Range(0, records).Select(index => (RecordType.Txt, ttl, (byte[])[200, .. Encoding.ASCII.GetBytes($"{index:D4}".PadRight(200, '.'))]))],
    };

    public static ScriptedReply Failing(ResponseCode code) => new() { Code = code };

    public ScriptedReply With(ScriptedFault fault) => this with { Fault = fault };

    public ScriptedReply After(ScriptedReply first) => this with { First = first };
}

/// <summary>What is wrong with a reply.</summary>
[Flags]
internal enum ScriptedFault
{
    None = 0,
    Silence = 1,
    WrongId = 2,
    WrongQuestion = 4,
    LowerCase = 8,

    /// <summary>Sent from another port (UDP).</summary>
    OtherPort = 16,
    Truncated = 32,

    /// <summary>Counts a record that is not there.</summary>
    Malformed = 64,

    /// <summary>The connection is closed instead of an answer (TCP).</summary>
    Close = 128,

    /// <summary>FORMERR with the header alone to queries with EDNS; the others are answered.</summary>
    NoEdns = 256,
    NotAResponse = 512,
}
