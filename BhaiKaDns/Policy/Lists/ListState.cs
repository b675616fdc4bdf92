namespace BhaiKaDns.Policy.Lists;

/// <summary>What is remembered of a list from run to run.</summary>
/// <param name="Id">Stands for the name for good, also after the list was removed: the query log refers to it.</param>
internal sealed record ListState(ushort Id, string Name)
{
    /// <summary>Where the copy on disk came from; empty if there is none. A list whose source was changed has no copy.</summary>
    public string Source { get; init; } = "";

    /// <summary>Validators of the copy for conditional requests (RFC 9110, section 13).</summary>
    public string? ETag { get; init; }

    /// <summary>For files the time of their last change.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>When the copy was taken.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>When the source was last found to have nothing newer.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Size of the copy in octets.</summary>
    public long Length { get; init; }

    /// <summary>SHA-256 of the copy in hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Names in the copy that decide something, and lines that do not.</summary>
    public int Names { get; init; }

    public int Invalid { get; init; }

    /// <summary>SHA-256 of the text that is held back; empty if none is.</summary>
    public string HeldSha256 { get; init; } = "";

    /// <summary>How often that text came, and the names in it.</summary>
    public int HeldTimes { get; init; }

    public int HeldNames { get; init; }
}
