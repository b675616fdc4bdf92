using System.Globalization;
using BhaiKaDns.Administration;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Components;

namespace BhaiKaDns.Components.Pages.Filtering;

/// <summary>The security score of a name with its parts; nothing where the engine says nothing.</summary>
public sealed partial class SecurityScore : ComponentBase
{
    private DomainScore? _score;
    private string? _category;
    private List<Evidence> _model = [];
    private string _asked = "";

    /// <summary>A domain name in presentation form.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Inject]
    private Explain Explain { get; set; } = null!;

    [Inject]
    private NameScores Scores { get; set; } = null!;

    [Inject]
    private ILogger<SecurityScore> Logger { get; set; } = null!;

    private double Longest => Math.Max(0.001, _model.Max(part => Math.Abs(part.Weight ?? 0)));

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Name)
        {
            return;
        }

        _asked = Name;
        _score = null;
        try
        {
            ExplainRequest request = new(Name.Trim(), RecordType.A, Client: null);
            Explanation explanation = await Task.Run(async () => await Explain(request, CancellationToken.None));
            _model = [.. explanation.Evidence.Where(evidence => evidence.Kind == "model-part")];
            _category = explanation.Evidence.FirstOrDefault(evidence => evidence.Kind == "category")?.Text;
            _score = Scores.Of(explanation);
        }
        catch (Exception failure)
        {
            // The sheet above says that the reason cannot be told.
            LogUnscored(Logger, failure);
        }
    }

    private static string Signed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    [LoggerMessage(2266, LogLevel.Warning, "The security score of a name could not be put together; the page leaves it out.")]
    private static partial void LogUnscored(ILogger logger, Exception failure);
}
