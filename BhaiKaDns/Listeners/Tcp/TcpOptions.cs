using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>Section <c>Tcp</c> of appsettings.json: limits of DNS over TCP (RFC 7766).</summary>
internal sealed class TcpOptions
{
    public const string Section = "Tcp";

    /// <summary>How long a connection without outstanding queries stays open; told to clients that ask for keepalive (RFC 7828).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a query may take from its first octet to its last. More octets do not extend it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan HalfSentTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a client may leave answers unread once its receive window is full.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for outstanding queries.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:04")]
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most open connections of all clients together.</summary>
    [Range(10, 100_000)]
    public int MaxConnections { get; init; } = 1_000;

    /// <summary>Most open connections of one address. High enough for a router or proxy that asks for a whole home.</summary>
    [Range(1, 100_000)]
    public int MaxConnectionsPerClient { get; init; } = 100;

    /// <summary>Most queries of one connection that wait for an upstream; with more, the connection is not read until some are answered.</summary>
    [Range(1, 10_000)]
    public int MaxOutstanding { get; init; } = 128;

    /// <summary>Most octets of unread answers kept for one connection. At a quarter of it reading stops; beyond it the connection is closed.</summary>
    [Range(131_072, 16_777_216)]
    public int MaxUnreadOctets { get; init; } = 1_048_576;
}

[OptionsValidator]
internal sealed partial class TcpOptionsValidator : IValidateOptions<TcpOptions>;
