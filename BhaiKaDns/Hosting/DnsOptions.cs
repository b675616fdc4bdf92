using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>Section <c>Dns</c> of appsettings.json.</summary>
internal sealed class DnsOptions : IValidatableObject
{
    public const string Section = "Dns";

    /// <summary>Addresses that answer over UDP and TCP.</summary>
    [ListenAddresses]
    [MinLength(1, ErrorMessage = "needs at least one address")]
    public IReadOnlyList<string> Listen { get; init; } = ["0.0.0.0:5353", "[::]:5353"];

    /// <summary>Who may ask.</summary>
    [Networks]
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [Hosting.AllowedNetworks.Private];

    /// <summary>What a blocked name is answered with.</summary>
    public BlockingMode BlockingMode { get; init; } = BlockingMode.NullAddress;

    /// <summary>Addresses given for blocked names with <see cref="BlockingMode.Custom"/>; of each family those that were asked for.</summary>
    public IReadOnlyList<string> CustomAddresses { get; init; } = [];

    /// <summary>TTL of a blocked answer: short, so that unblocking takes effect soon.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan BlockedTtl { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What to do when an address of <see cref="Listen"/> belongs to another program.</summary>
    public WhenAddressTaken WhenAddressTaken { get; init; } = WhenAddressTaken.Exit;

    /// <summary>Threads for UDP on each address; 0 stands for the number of cores, at most 4.</summary>
    [Range(0, 64)]
    public int Workers { get; init; }

    /// <summary>Answers <c>version.bind</c>, <c>hostname.bind</c> and <c>id.server</c> in class CH; refused otherwise.</summary>
    public bool AnswerChaosQueries { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BlockingMode is BlockingMode.Custom && CustomAddresses.Count == 0)
        {
            yield return new ValidationResult("needs at least one address while BlockingMode is Custom", [nameof(CustomAddresses)]);
        }

        foreach (string address in CustomAddresses.Where(address => !IPAddress.TryParse(address, out _)))
        {
            yield return new ValidationResult($"'{address}' is not an address: write 192.168.1.2 or fd00::2", [nameof(CustomAddresses)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class DnsOptionsValidator : IValidateOptions<DnsOptions>;

internal enum BlockingMode : byte
{
    /// <summary>0.0.0.0 and ::; other types get an empty answer.</summary>
    NullAddress = 0,
    NxDomain = 1,
    NoData = 2,
    Refused = 3,
    Custom = 4,
}

internal enum WhenAddressTaken : byte
{
    Exit = 0,

    /// <summary>Try again until it is free; pages work meanwhile and say so.</summary>
    Retry = 1,
}
