namespace BhaiKaDns.Policy.Records;

/// <summary>One element of <c>Policy:Records</c>, and the same shape for records kept in the database.</summary>
internal sealed class RecordOptions
{
    /// <summary>Owner name; <c>*.name</c> stands for every name below that has no record of its own. Of a PTR it may be an address.</summary>
    public string Name { get; init; } = "";

    /// <summary>Mnemonic: A, AAAA, CNAME, TXT, SRV, MX, PTR, CAA, HTTPS, SVCB or NS.</summary>
    public string Type { get; init; } = "A";

    /// <summary>Data in the presentation form of its type (RFC 1035, 2782, 8659, 9460).</summary>
    public string Value { get; init; } = "";

    public TimeSpan Ttl { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Groups that see it; empty for all.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The same record for other groups.</summary>
    public RecordOptions For(IReadOnlyList<string> groups) => new() { Name = Name, Type = Type, Value = Value, Ttl = Ttl, Groups = groups };
}
