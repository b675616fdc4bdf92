using BhaiKaDns.Access;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;

namespace BhaiKaDns.Components.Pages.Account;

/// <summary>A browser or program by a name that people know; what it says of itself is long and proves nothing.</summary>
internal static class ClientWords
{
    private const int MaxLength = 40;

    // The order matters: each later one also says that it is an earlier one.
    private static readonly (string Mark, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(LoginSession session, Texts texts)
    {
        string? browser = Known(Browsers, session.Agent);
        string? system = Known(Systems, session.Agent);
        return browser is not null && system is not null ? texts["{0} on {1}", browser, system]
            : browser ?? system ?? (session.Agent.Length > 0 ? DisplayText.Line(session.Agent.Length > MaxLength ? session.Agent[..MaxLength] + "…" : session.Agent)
            : session.Kind is ActorKind.Session ? texts["a browser"] : texts["a program"]);
    }

    private static string? Known((string Mark, string Name)[] known, string agent) =>
        known.FirstOrDefault(pair => agent.Contains(pair.Mark, StringComparison.Ordinal)).Name;
}
