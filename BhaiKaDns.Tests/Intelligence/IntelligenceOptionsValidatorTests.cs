using NUnit.Framework;

namespace BhaiKaDns.Intelligence;

internal sealed class IntelligenceOptionsValidatorTests
{
    [TestCase("many", "digitRatio > 0.4", null)]
    [TestCase("", "digitRatio > 0.4", "Intelligence:Rules:0:Name is empty.")]
    [TestCase("many", "digitRatio > ", "Intelligence:Rules:0:When: Column ")]
    [TestCase("many", "noSuchFeature > 1", "Intelligence:Rules:0:When: Column ")]
    public void Validate_Rule_IsReadOrNamedWithItsPlace(string name, string when, string? problem)
    {
        IntelligenceOptions options = new() { Rules = [new DetectionRule { Name = name, When = when }] };

        IEnumerable<string>? failures = new IntelligenceOptionsValidator().Validate(null, options).Failures;

        Assert.That(failures?.Single(), problem is null ? Is.Null : Does.StartWith(problem));
    }
}
