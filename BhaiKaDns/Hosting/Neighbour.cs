namespace BhaiKaDns.Hosting;

/// <summary>An address on the machine's own links and the MAC address behind it.</summary>
/// <param name="High">Upper half of the address; IPv4 in its mapped form.</param>
/// <param name="Mac">48 bits, the first octet highest.</param>
internal readonly record struct Neighbour(ulong High, ulong Low, ulong Mac);
