namespace BhaiKaDns.Api.Description;

/// <summary>What the description of the API says of one operation, as metadata of its endpoint.</summary>
/// <param name="Id">Never renamed: generated clients have it as the name of a method.</param>
/// <param name="Example">A body that is taken, as JSON; null where there is none.</param>
internal sealed record OperationDescription(string Id, string Summary, string? Example);

internal static class DescribedExtensions
{
    /// <summary>Describes an operation of the API; the summary is one sentence.</summary>
    public static TBuilder Described<TBuilder>(this TBuilder builder, string id, string summary, string? example = null)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new OperationDescription(id, summary, example));
}
