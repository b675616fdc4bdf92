namespace BhaiKaDns.Pipeline;

/// <summary>The names in class CH by which servers tell about themselves (RFC 4892), for those who switch that on.</summary>
internal static class ChaosNames
{
    /// <summary>The name's text, or empty if it is none of them.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> version, ReadOnlySpan<byte> host)
    {
        if (name.SequenceEqual("\u0007version\u0004bind\0"u8) || name.SequenceEqual("\u0007version\u0006server\0"u8))
        {
            return version;
        }

        return name.SequenceEqual("\u0008hostname\u0004bind\0"u8) || name.SequenceEqual("\u0002id\u0006server\0"u8) ? host : default;
    }
}
