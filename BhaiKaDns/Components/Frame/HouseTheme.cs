using MudBlazor;

namespace BhaiKaDns.Components.Frame;

/// <summary>
/// What MudBlazor must be told: the system's own fonts (nothing is fetched from other hosts) and the shape of corners. Colours are
/// in app.css, which lays the house's palette over MudBlazor's variables and follows the browser without asking the server.
/// </summary>
internal static class HouseTheme
{
    private static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI", "Ubuntu", "Cantarell", "Noto Sans", "DejaVu Sans", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "12px", AppbarHeight = "56px" },
    };
}
