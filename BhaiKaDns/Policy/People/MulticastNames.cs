using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Asks a device for its own name over multicast DNS (RFC 6762) with a question that wants a unicast response. Where multicast
/// cannot be sent, nothing more is asked.
/// </summary>
internal sealed class MulticastNames(TimeProvider time)
{
    private const int MaxResponseLength = 9_000;
    private const ushort UnicastResponse = 0x8000;
    private const int MaxDatagrams = 16;

    private static readonly IPEndPoint Group = new(IPAddress.Parse("224.0.0.251"), 5353);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private bool _isOff;

    /// <summary>The name that the device gave, without <c>.local</c>; null if none came in time. Only IPv4 is asked over.</summary>
    public async ValueTask<string?> FindAsync(ClientAddress address, CancellationToken cancellationToken)
    {
        if (_isOff || !address.IsIPv4 || IPAddress.IsLoopback(address.ToIPAddress()))
        {
            return null;
        }

        using CancellationTokenSource limit = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            byte[] question = ReverseQuestion.Write(address, id: 0, HeaderFlags.None, (RecordClass)((ushort)RecordClass.Internet | UnicastResponse));
            _ = await socket.SendToAsync(question, Group, either.Token);
            byte[] response = new byte[MaxResponseLength];
            for (int count = 0; count < MaxDatagrams; count++)
            {
                SocketReceiveFromResult received = await socket.ReceiveFromAsync(response, new IPEndPoint(IPAddress.Any, 0), either.Token);

                // Only the device itself speaks for its address.
                if (((IPEndPoint)received.RemoteEndPoint).Address.Equals(address.ToIPAddress())
                    && ReverseQuestion.Read(response.AsSpan(0, received.ReceivedBytes), address) is { } name)
                {
                    return name.EndsWith(".local", StringComparison.OrdinalIgnoreCase) ? name[..^".local".Length] : name;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException)
        {
            _isOff = true;
        }

        return null;
    }
}
