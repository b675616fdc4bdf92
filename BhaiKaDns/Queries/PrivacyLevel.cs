namespace BhaiKaDns.Queries;

/// <summary>How much of a query may be kept once it is answered; each level keeps less than the one before it.</summary>
internal enum PrivacyLevel : byte
{
    Full = 0,

    /// <summary>Names are kept, who asked is not.</summary>
    NoClients = 1,

    /// <summary>Neither names nor clients are kept.</summary>
    NoDomains = 2,

    /// <summary>Only numbers are kept: no row of any kind.</summary>
    CountsOnly = 3,
}
