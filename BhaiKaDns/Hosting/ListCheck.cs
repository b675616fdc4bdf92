using System.ComponentModel.DataAnnotations;

namespace BhaiKaDns.Hosting;

/// <summary>What the validation attributes for lists of texts have in common: every bad element is named.</summary>
internal static class ListCheck
{
    public static ValidationResult? Run(object? value, ValidationContext context, Predicate<string> isGood, string objection)
    {
        string[] bad = [.. ((IEnumerable<string>?)value ?? []).Where(text => !isGood(text))];
        return bad.Length == 0
            ? ValidationResult.Success
            : new ValidationResult(string.Join("; ", bad.Select(text => $"'{text}' {objection}")), [context.MemberName ?? ""]);
    }
}
