using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Access;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Api.Requests;

/// <summary>
/// How many requests to the API one account, or one address without a login, may make: a token bucket each. The owner on the control
/// socket is not counted. The memory is bounded; who was not heard of for longest is forgotten first. Safe from any thread.
/// </summary>
internal sealed class RequestBudget(IOptions<ApiOptions> options, TimeProvider time)
{
    private const int MaxBuckets = 1024;
    private const int SubnetOctets = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _buckets = [];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Actor actor = context.Actor();
        if (actor.Kind is ActorKind.ControlSocket || TryTake(KeyOf(actor, context.Connection.RemoteIpAddress), out TimeSpan wait))
        {
            return next(context);
        }

        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests, Problems.TitleOf(StatusCodes.Status429TooManyRequests));
    }

    /// <param name="wait">Until there is a token again.</param>
    internal bool TryTake(string key, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        double rate = options.Value.RequestsPerSecond;
        double most = options.Value.Burst;
        long now = time.GetTimestamp();
        lock (_gate)
        {
            if (!_buckets.TryGetValue(key, out Bucket? bucket))
            {
                if (_buckets.Count >= MaxBuckets)
                {
                    _buckets.Remove(_buckets.MinBy(pair => pair.Value.At).Key);
                }

                bucket = new Bucket { Tokens = most, At = now };
                _buckets.Add(key, bucket);
            }

            bucket.Tokens = Math.Min(most, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * rate));
            bucket.At = now;
            if (bucket.Tokens >= 1)
            {
                bucket.Tokens--;
                return true;
            }

            wait = TimeSpan.FromSeconds((1 - bucket.Tokens) / rate);
            return false;
        }
    }

    // A machine has a whole /64 of IPv6 to itself.
    private static string KeyOf(Actor actor, IPAddress? address)
    {
        if (actor.Kind is not ActorKind.None)
        {
            return $"{actor.Kind} {actor.Name}";
        }

        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, SubnetOctets))
            : address?.MapToIPv4().ToString() ?? "";
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }

        public long At { get; set; }
    }
}
