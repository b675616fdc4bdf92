using BhaiKaDns.Components.Parts;
using BhaiKaDns.Intelligence.Threats;

namespace BhaiKaDns.Components.Pages.Threats;

/// <summary>Detectors and models in the words of a household; English, translated where they are shown.</summary>
internal static class FindingWords
{
    public static string TitleOf(string kind) => kind switch
    {
        "threat-model" => "Names made by a program",
        "tunnel" => "Data hidden in names",
        "beacon" => "A regular beat",
        "look-alike" => "A look-alike name",
        _ => "Something odd",
    };

    /// <summary>What it may mean, in one sentence.</summary>
    public static string MeaningOf(string kind) => kind switch
    {
        "threat-model" => "Malware tries many made-up names until one answers. Some games and advertisers do so too.",
        "tunnel" => "Somebody may carry data out of the home inside the names. Some antivirus programs do so too.",
        "beacon" => "A program reports at fixed times. Most that do are harmless, such as clocks and weather.",
        "look-alike" => "The name imitates a known one. Do not type a password there.",
        _ => "A detector noticed it.",
    };

    /// <summary>The finding's own sentence; a name at its beginning stays as it is.</summary>
    public static string SentenceOf(Finding finding) =>
        finding.Name.Length > 0 && finding.Text.StartsWith(finding.Name, StringComparison.Ordinal) ? DisplayText.Line(finding.Text) : DisplayText.Sentence(finding.Text);

    public static string ModelOf(string kind) => kind switch
    {
        "threat" => "names",
        "host" => "phishing hosts",
        "category" => "categories",
        _ => kind,
    };
}
