using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Commands;

/// <summary><c>health</c>: one real question over UDP to the first listen address. "localhost" is answered without any upstream.</summary>
internal static class HealthCommand
{
    private const int Attempts = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<int> InvokeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        IPEndPoint server = ServerOf(context.Settings);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await IsAnsweredAsync(server, cancellationToken))
            {
                await context.Output.WriteLineAsync($"{server} answers.");
                return ExitCodes.Done;
            }
        }

        await context.Error.WriteLineAsync($"{server} does not answer.");
        return ExitCodes.Unexpected;
    }

    /// <summary>The first listen address, or loopback where it stands for every address.</summary>
    internal static IPEndPoint ServerOf(LoadedSettings settings)
    {
        DnsOptions options = new();
        SectionBinder.Bind(settings.Configuration.GetSection(DnsOptions.Section), options);
        IPEndPoint listen = options.Listen.Count > 0 && ListenAddress.TryParse(options.Listen[0], out IPEndPoint first) ? first : new IPEndPoint(IPAddress.Loopback, 0);
        IPAddress address = listen.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : listen.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : listen.Address;
        return new IPEndPoint(address, listen.Port);
    }

    private static async Task<bool> IsAnsweredAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        ushort id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue);
        byte[] response = new byte[QueryReader.MinUdpPayloadSize];
        try
        {
            await socket.ConnectAsync(server, timeout.Token);
            await socket.SendAsync(Question(id), timeout.Token);
            int length = await socket.ReceiveAsync(response, timeout.Token);
            return length >= MessageHeader.Length
                && MessageHeader.Id(response) == id
                && MessageHeader.IsResponse(response)
                && MessageHeader.ResponseCode(response) is ResponseCode.NoError;
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static byte[] Question(ushort id)
    {
        byte[] message = new byte[QueryReader.MinUdpPayloadSize];
        MessageHeader.Write(message, id, HeaderFlags.RecursionDesired, Opcode.Query, ResponseCode.NoError, 1, 0, 0, 0);
        MessageWriter writer = new(message, MessageHeader.Length);
        _ = writer.TryWriteQuestion("\u0009localhost\0"u8, RecordType.A, RecordClass.Internet);
        return message[..writer.Length];
    }
}
