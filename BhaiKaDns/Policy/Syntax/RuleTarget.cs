namespace BhaiKaDns.Policy.Syntax;

/// <summary>What a rule is compared with.</summary>
internal enum RuleTarget : byte
{
    /// <summary>The name that is asked for, by its labels.</summary>
    Name = 0,

    /// <summary>The name that is asked for, by a pattern with <c>*</c>, <c>^</c> and <c>|</c>.</summary>
    Pattern = 1,

    /// <summary>The name that is asked for, by a regular expression.</summary>
    Regex = 2,

    /// <summary>Addresses in answers.</summary>
    Network = 3,

    /// <summary>Names of name servers in answers (<c>rpz-nsdname</c>).</summary>
    NameServer = 4,

    /// <summary>Addresses of name servers in answers (<c>rpz-nsip</c>).</summary>
    NameServerNetwork = 5,
}
