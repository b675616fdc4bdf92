using BhaiKaDns.Dns;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Fakes;

/// <summary>A transport that sends nothing: the test sees what was asked and says what comes back, and when.</summary>
internal sealed class HeldTransport : IUpstreamTransport
{
    public List<UpstreamExchange> Started { get; } = [];

    public List<UpstreamExchange> Abandoned { get; } = [];

    public IReadOnlyList<string> Asked => [.. Started.Select(exchange => exchange.Upstream.Address.Text)];

    /// <summary>What Start answers from now on.</summary>
    public UpstreamError StartError { get; set; }

    public UpstreamError Start(UpstreamExchange exchange)
    {
        Started.Add(exchange);
        return StartError;
    }

    public void Abandon(UpstreamExchange exchange) => Abandoned.Add(exchange);

    public void Dispose()
    {
        // Holds nothing.
    }

    /// <summary>Lets the reply to an exchange arrive.</summary>
    public static void Reply(UpstreamExchange exchange, ResponseCode code = ResponseCode.NoError)
    {
        byte[] name = new byte[DomainName.MaxLength];
        _ = QueryReader.Read(exchange.Request, name, out QueryMessage asked);
        Reply(exchange, ScriptedMessage.Write(ScriptedReply.Failing(code), ScriptedFault.None, exchange.Request, asked, overTcp: false));
    }

    /// <summary>Lets octets arrive as the reply to an exchange.</summary>
    public static void Reply(UpstreamExchange exchange, byte[] reply) =>
        exchange.Receive(exchange.Check(reply, out ResponseCode read, out int length), reply.AsSpan(0, length), read);
}
