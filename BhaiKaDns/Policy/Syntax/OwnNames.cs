namespace BhaiKaDns.Policy.Syntax;

/// <summary>Names for the machine itself that every hosts file lists and that no list means to block.</summary>
internal static class OwnNames
{
    private static readonly byte[][] Names = [.. new[]
    {
        "localhost", "localhost.localdomain", "localhost6", "localhost6.localdomain6", "localhost4", "localhost4.localdomain4",
        "local", "broadcasthost", "loopback", "ip6-localhost", "ip6-loopback", "ip6-localnet", "ip6-mcastprefix", "ip6-allnodes",
        "ip6-allrouters", "ip6-allhosts",
    }.Select(ToWire)];

    /// <param name="name">Lower-case wire form.</param>
    public static bool Contain(ReadOnlySpan<byte> name)
    {
        foreach (byte[] own in Names)
        {
            if (own.AsSpan().SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] ToWire(string text)
    {
        byte[] name = new byte[Dns.DomainName.MaxLength];
        _ = RuleName.Read(System.Text.Encoding.ASCII.GetBytes(text), name, out int length);
        return name[..length];
    }
}
