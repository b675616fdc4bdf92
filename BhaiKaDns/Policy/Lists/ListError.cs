namespace BhaiKaDns.Policy.Lists;

/// <summary>Why a newer text of a list was not taken. The names in lower case are label values of a metric.</summary>
internal enum ListError : byte
{
    None = 0,

    /// <summary>No connection, no name, no certificate.</summary>
    Unreachable = 1,

    /// <summary>An answer other than 200 or 304, a redirect away from HTTP included.</summary>
    Status = 2,

    Timeout = 3,

    TooLarge = 4,

    /// <summary>The connection ended before the text did.</summary>
    Incomplete = 5,

    /// <summary>A page for people: a captive portal or an error page with status 200.</summary>
    Html = 6,

    /// <summary>Not one name in it.</summary>
    Empty = 7,

    /// <summary>Nearly no line is understood.</summary>
    Invalid = 8,

    /// <summary>A file that is not there or may not be read.</summary>
    Unreadable = 9,

    /// <summary>Our own disk is full or read-only.</summary>
    NotStored = 10,

    /// <summary>Fewer than half of the names of the copy in force.</summary>
    Shrunk = 11,

    /// <summary>Not text: an archive, an image, another encoding.</summary>
    Binary = 12,

    /// <summary>Its server has an address of the home or of this machine, where <c>Filtering:AllowPrivateSources</c> is off.</summary>
    PrivateAddress = 13,

    /// <summary>Its server has an address from which nothing is fetched: link-local, multicast, cloud metadata.</summary>
    ForbiddenAddress = 14,
}

/// <summary>What follows from an error, and half a sentence for people, after "the list ...".</summary>
internal static class ListErrorText
{
    /// <summary>A text came, but it is doubtful, so the last good copy stays in its place.</summary>
    public static bool IsHeldBack(this ListError error) =>
        error is ListError.Html or ListError.Empty or ListError.Invalid or ListError.Shrunk or ListError.Binary;

    /// <summary>Whether a person may take the text all the same. A page for people and an archive have nothing to take.</summary>
    public static bool MayBeAccepted(this ListError error) => error is ListError.Empty or ListError.Invalid or ListError.Shrunk;

    public static string Sentence(this ListError error) => error switch
    {
        ListError.None => "is up to date",
        ListError.Unreachable => "could not be reached",
        ListError.Status => "was refused by its server",
        ListError.Timeout => "took too long",
        ListError.TooLarge => "is larger than Filtering:MaxListBytes",
        ListError.Incomplete => "broke off",
        ListError.Html => "is a page for people, not a list",
        ListError.Empty => "has no names in it",
        ListError.Invalid => "is hardly understood",
        ListError.Unreadable => "could not be read",
        ListError.NotStored => "could not be stored",
        ListError.Shrunk => "has fewer than half of the names it had",
        ListError.Binary => "is not text",
        ListError.PrivateAddress => "leads to a private address, which Filtering:AllowPrivateSources does not allow",
        ListError.ForbiddenAddress => "leads to an address from which nothing is fetched (link-local, multicast or cloud metadata)",
        _ => "failed",
    };
}
