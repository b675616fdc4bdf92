using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>Says which policy class a client's address belongs to. Immutable; asked for every query.</summary>
internal sealed class ClientTable
{
    public static readonly ClientTable Empty = new();

    /// <summary>The class of addresses that no device is declared for.</summary>
    public ushort UnknownClass { get; init; }

    public ushort ClassOf(ClientAddress client)
    {
        _ = client;
        return UnknownClass;
    }
}
