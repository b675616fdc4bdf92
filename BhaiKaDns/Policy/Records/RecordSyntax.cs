using System.Net.Sockets;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>Turns what a person declared into a record.</summary>
internal static class RecordSyntax
{
    private static readonly TimeSpan MaxTtl = TimeSpan.FromDays(365);

    /// <summary>What is wrong, each with the property it is wrong in; none if <paramref name="record"/> was made.</summary>
    public static IReadOnlyList<RecordProblem> Read(RecordOptions options, out LocalRecord? record)
    {
        List<RecordProblem> problems = [];
        record = null;
        if (!RecordTypeText.TryParse(options.Type, out RecordType type) || !RecordValue.Types.Contains(type))
        {
            problems.Add(new(nameof(options.Type), $"'{options.Type}' is not one of {string.Join(", ", RecordValue.Types.Select(RecordTypeText.ToText))}."));
        }

        if (ReadOwner(options.Name.Trim(), type, out byte[] owner) is { } ownerProblem)
        {
            problems.Add(new(nameof(options.Name), ownerProblem));
        }

        byte[] data = [];
        if (problems.All(problem => problem.Key != nameof(options.Type)) && RecordValue.Read(type, options.Value, out data) is { } valueProblem)
        {
            problems.Add(new(nameof(options.Value), valueProblem));
        }

        if (options.Ttl < TimeSpan.Zero || options.Ttl > MaxTtl)
        {
            problems.Add(new(nameof(options.Ttl), $"A TTL lies between 0 seconds and {MaxTtl.TotalDays} days."));
        }

        if (options.Groups.Any(string.IsNullOrWhiteSpace))
        {
            problems.Add(new(nameof(options.Groups), "The name of a group is empty."));
        }

        if (problems.Count == 0)
        {
            record = new LocalRecord(owner, type, (uint)options.Ttl.TotalSeconds, data, options.Groups);
        }

        return problems;
    }

    private static string? ReadOwner(string text, RecordType type, out byte[] owner)
    {
        bool isAddress = RecordValue.ReadAddress(text, AddressFamily.InterNetwork, out byte[] address)
            || RecordValue.ReadAddress(text, AddressFamily.InterNetworkV6, out address);
        if (isAddress)
        {
            owner = type is RecordType.Ptr ? RecordName.Reverse(address) : [];
            return type is RecordType.Ptr ? null : "This is an address, not a name.";
        }

        if (!RecordName.TryRead(IsWildcard(text) ? text[2..] : text, out owner) || owner.Length == 1)
        {
            return "This is not a domain name.";
        }

        if (HasStar(owner))
        {
            return "'*' stands at the beginning only, before a name: *.home.arpa.";
        }

        if (IsWildcard(text))
        {
            owner = [1, (byte)'*', .. owner];
        }

        return owner.Length <= DomainName.MaxLength ? null : "This is longer than a domain name can be.";
    }

    private static bool IsWildcard(string text) => text.StartsWith("*.", StringComparison.Ordinal);

    private static bool HasStar(byte[] name)
    {
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            if (LocalRecord.IsWildcardName(name.AsSpan(at)))
            {
                return true;
            }
        }

        return false;
    }
}

/// <param name="Key">Name of a property of <see cref="RecordOptions"/>.</param>
internal readonly record struct RecordProblem(string Key, string Sentence);
