using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>Section <c>Storage</c> of appsettings.json.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    public const string DefaultDataDirectory = "data";

    /// <summary>Where everything is kept. A relative path is under the working directory.</summary>
    [Required]
    public string DataDirectory { get; init; } = DefaultDataDirectory;
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
