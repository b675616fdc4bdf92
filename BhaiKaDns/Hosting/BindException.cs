namespace BhaiKaDns.Hosting;

/// <summary>An address could not be bound; the program ends with exit code 3.</summary>
/// <param name="address">As settings write it, for example <c>udp 0.0.0.0:5353</c>.</param>
/// <param name="holder">The process that holds the address, where that can be known.</param>
internal sealed class BindException(string address, string? holder, Exception inner)
    : IOException($"{address} cannot be bound: {inner.Message}" + (holder is null ? "" : $" (held by {holder})"), inner)
{
    public string Address { get; } = address;

    public string? Holder { get; } = holder;
}
