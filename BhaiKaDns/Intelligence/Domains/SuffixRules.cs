namespace BhaiKaDns.Intelligence.Domains;

/// <summary>What the public suffix list says of one name.</summary>
[Flags]
internal enum SuffixRules : byte
{
    None = 0,
    Exact = 1,
    PrivateExact = 2,
    Wildcard = 4,
    PrivateWildcard = 8,
    Exception = 16,
    PrivateException = 32,

    /// <summary>There are rules for names below; without it the search ends here.</summary>
    HasLonger = 64,

    AnyExact = Exact | PrivateExact,
    AnyWildcard = Wildcard | PrivateWildcard,
    AnyException = Exception | PrivateException,
    AllPrivate = PrivateExact | PrivateWildcard | PrivateException,
}
