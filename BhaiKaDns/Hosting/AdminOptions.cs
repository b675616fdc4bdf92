using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>Section <c>Admin</c> of appsettings.json: pages, health, metrics and API over HTTP.</summary>
internal sealed class AdminOptions : IValidatableObject
{
    public const string Section = "Admin";

    /// <summary>Without it nothing is served over TCP; the control socket in the data directory stays.</summary>
    public bool Enabled { get; init; } = true;

    [ListenUrls]
    [MinLength(1, ErrorMessage = "needs at least one URL; to serve none set Admin:Enabled to false")]
    public IReadOnlyList<string> Listen { get; init; } = ["http://0.0.0.0:8080"];

    [Networks]
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [Hosting.AllowedNetworks.Private];

    /// <summary>Names under which the pages are opened, besides addresses, localhost and the machine's own name.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The first line of this file becomes the password of user "admin" where there is no account; empty for a one-time code in the log.</summary>
    public string InitialPasswordFile { get; init; } = "";

    /// <summary>
    /// URLs on which the block page alone is served, over plain HTTP; <c>http://0.0.0.0:80</c> for groups that answer blocked names with this
    /// server's own address.
    /// </summary>
    [ListenUrls]
    public IReadOnlyList<string> BlockPageListen { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        int[] taken = [.. Listen.SelectMany(Ports).Where(port => port != 0)];
        foreach (string url in BlockPageListen.Where(url => Ports(url).Intersect(taken).Any()))
        {
            yield return new ValidationResult($"'{url}' has the port of Admin:Listen; the block page needs one of its own", [nameof(BlockPageListen)]);
        }
    }

    private static IEnumerable<int> Ports(string url) => ListenUrl.TryParse(url, out IReadOnlyList<IPEndPoint> endPoints) ? endPoints.Select(endPoint => endPoint.Port) : [];
}

[OptionsValidator]
internal sealed partial class AdminOptionsValidator : IValidateOptions<AdminOptions>;
