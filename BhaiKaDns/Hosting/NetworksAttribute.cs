using System.ComponentModel.DataAnnotations;

namespace BhaiKaDns.Hosting;

/// <summary>Each element is a network, "private" or "any".</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworksAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        ListCheck.Run(value, validationContext, AllowedNetworks.IsKnown, "is not a network: write 192.168.0.0/16, fd00::/8, private or any");
}
