using System.Text.Encodings.Web;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Components.Parts;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>The block page as HTML: one file, no script, nothing from elsewhere. Every text that is put in is encoded.</summary>
internal static class BlockPageDocument
{
    private const string Style = """
        :root{color-scheme:light dark;--ground:#f5f1e8;--surface:#fffdf8;--line:#ddd5c4;--text:#1d2b2f;--muted:#566266;--accent:#0e6a6b;--stop:#a8341f;--stop-soft:#f6dcd4;--good:#cfe5e0;--on:#fffdf8}
        @media (prefers-color-scheme:dark){:root{--ground:#10191c;--surface:#182428;--line:#2f4147;--text:#e9e6dd;--muted:#a2b1b3;--accent:#5fc7bd;--stop:#ff9b85;--stop-soft:#4a2620;--good:#1d433f;--on:#10191c}}
        *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,"Noto Sans",sans-serif;overflow-wrap:anywhere}
        header{background:#123c40;color:#f5f1e8;border-bottom:3px solid #d9822b;padding:14px 20px;font-weight:700}
        main{max-width:620px;margin:0 auto;padding:24px 16px;display:grid;gap:16px}
        section,.say{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:16px 18px}
        h1{font-size:1.375rem;margin:0 0 4px}h2{font-size:1rem;margin:0 0 8px}p{margin:0 0 8px}p:last-child{margin:0}
        .name{font-size:1.125rem;font-weight:600;color:var(--stop)}dl{margin:12px 0 0;display:grid;gap:2px}dt{color:var(--muted);font-size:.875rem;margin-top:8px}dd{margin:0}
        .hint{color:var(--muted);font-size:.875rem}.say{background:var(--stop-soft);border-color:var(--stop)}.good{background:var(--good);border-color:var(--accent)}
        form{display:grid;gap:10px;justify-items:start}label{display:grid;gap:4px;width:100%;font-size:.875rem;font-weight:600}
        input{font:inherit;width:100%;min-height:40px;padding:6px 10px;border:1px solid var(--muted);border-radius:8px;background:var(--surface);color:var(--text)}
        button,.open{font:inherit;font-weight:600;min-height:40px;padding:6px 18px;border:1px solid var(--accent);border-radius:20px;background:var(--accent);color:var(--on);cursor:pointer;text-decoration:none;display:inline-block}
        :focus-visible{outline:3px solid #d9822b;outline-offset:2px}
        """;

    public static string Of(BlockedName blocked, BlockPageMessage? message, Texts texts)
    {
        string name = E(DisplayText.Name(blocked.Name));
        string list = blocked.List.Length == 0 ? "" : $"<dt>{E(texts["List"])}</dt><dd><bdi>{E(DisplayText.Line(blocked.List))}</bdi></dd>";
        string line = blocked.Line.Length == 0 ? "" : $"<dt>{E(texts["Line"])}</dt><dd><code><bdi>{E(DisplayText.Line(blocked.Line))}</bdi></code></dd>";
        string said = message is null ? "" : $"""<p class="say{(message.IsDone ? " good" : "")}" role="alert">{E(message.Text)}</p>""";
        string deeds = message is { MayOpen: true } ? $"""<p><a class="open" href="/">{E(texts["Open it"])}</a></p>""" : Forms(texts);
        return Page(texts, texts["This name is blocked"], $"""
            {said}
            <section>
            <h1>{E(texts["This name is blocked"])}</h1>
            <p class="name"><bdi>{name}</bdi></p>
            <dl><dt>{E(texts["Why"])}</dt><dd>{E(DisplayText.Sentence(texts[blocked.Reason.Sentence()]))}.</dd>{list}{line}
            <dt>{E(texts["This device"])}</dt><dd><bdi>{E(DisplayText.Line(blocked.Who))}</bdi></dd></dl>
            </section>
            {deeds}
            """);
    }

    public static string NotBlocked(Texts texts) => Page(texts, texts["Nothing is blocked here"], $"""
        <section>
        <h1>{E(texts["Nothing is blocked here"])}</h1>
        <p>{E(texts["This name is not blocked for this device. If it was allowed a moment ago, wait a few seconds and load the page again: devices remember the old answer for a while."])}</p>
        </section>
        """);

    private static string Forms(Texts texts) => $"""
        <section>
        <h2>{E(texts["Do you need it?"])}</h2>
        <form method="post" action="{BlockPageHandler.AskPath}"><button type="submit">{E(texts["Ask for access"])}</button></form>
        </section>
        <section>
        <h2>{E(texts["For parents: allow it for an hour"])}</h2>
        <form method="post" action="{BlockPageHandler.AllowPath}">
        <label>{E(texts["User name"])}<input name="user" autocomplete="username" maxlength="64" required></label>
        <label>{E(texts["Password"])}<input name="password" type="password" autocomplete="current-password" maxlength="256" required></label>
        <label>{E(texts["Code of the authenticator app, if you use one"])}<input name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="32"></label>
        <button type="submit">{E(texts["Allow for an hour"])}</button>
        <p class="hint">{E(texts["This page is not encrypted: use it at home only."])}</p>
        </form>
        </section>
        """;

    private static string Page(Texts texts, string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="{E(texts.Code)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
        <title>{E(title)} · Bhai Ka DNS</title><style>{Style}</style></head>
        <body><header>Bhai Ka DNS</header><main>{body}</main></body></html>
        """;

    private static string E(string text) => HtmlEncoder.Default.Encode(text);
}

/// <summary>What became of what somebody did on the block page.</summary>
/// <param name="MayOpen">The name is allowed now.</param>
internal sealed record BlockPageMessage(string Text, bool IsDone, bool MayOpen = false)
{
    public static BlockPageMessage Good(string text) => new(text, IsDone: true);

    public static BlockPageMessage Bad(string text) => new(text, IsDone: false);
}
