using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Storage;

/// <summary>Section <c>Storage</c> of appsettings.json.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Where everything that is kept lies; a relative path is under the working directory.</summary>
    [Required]
    public string DataDirectory { get; init; } = "data";
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
