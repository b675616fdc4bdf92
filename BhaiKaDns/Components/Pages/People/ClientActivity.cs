using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.Pages.People;

/// <summary>What is known of how busy each client is; joined in <c>Program.cs</c>.</summary>
internal delegate IReadOnlyDictionary<ClientAddress, ClientNumbers> ClientActivity();

/// <summary>The machine's neighbour table; joined in <c>Program.cs</c>.</summary>
internal delegate IReadOnlyList<Neighbour> ReadNeighbours();

/// <param name="Blocked">Null where nobody counts it.</param>
internal readonly record struct ClientNumbers(long Queries, long? Blocked)
{
    public static ClientNumbers operator +(ClientNumbers left, ClientNumbers right) => new(left.Queries + right.Queries, left.Blocked is null && right.Blocked is null ? null : (left.Blocked ?? 0) + (right.Blocked ?? 0));
}
