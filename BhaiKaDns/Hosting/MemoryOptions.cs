using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>Section <c>Memory</c> of appsettings.json. What is large (cache, lists) lies outside the managed heap and has bounds of its own.</summary>
internal sealed class MemoryOptions
{
    public const string Section = "Memory";

    /// <summary>Most megabytes of the managed heap; 0 leaves it to the runtime (three quarters of the machine's or the container's memory).</summary>
    [Range(0, 65_536)]
    [SmallestHeap]
    public int HeapLimitMegabytes { get; init; } = 512;

    /// <summary>Whether memory that only the start needed is given back to the system once the start is over (Linux).</summary>
    public bool TrimAfterStart { get; init; } = true;
}

/// <summary>Below this the pages alone would not fit, and the process would end in the middle of its work.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SmallestHeapAttribute() : ValidationAttribute("must be 0 or at least 64")
{
    private const int Smallest = 64;

    public override bool IsValid(object? value) => value is 0 or >= Smallest;
}

[OptionsValidator]
internal sealed partial class MemoryOptionsValidator : IValidateOptions<MemoryOptions>;
