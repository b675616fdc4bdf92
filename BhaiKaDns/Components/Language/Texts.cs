using System.Globalization;

namespace BhaiKaDns.Components.Language;

/// <summary>
/// The words of the pages in the reader's language. The key of a text is the English text itself, so English needs no file and a text
/// that a language lacks is shown in English. One for each circuit.
/// </summary>
internal sealed class Texts(LanguageCatalog catalog)
{
    private IReadOnlyDictionary<string, string> _words = catalog.WordsOf(LanguageCatalog.English);

    /// <summary>Code of the language, as in the <c>lang</c> attribute.</summary>
    public string Code { get; private set; } = LanguageCatalog.English;

    /// <summary>The text in the reader's language.</summary>
    public string this[string english] => _words.GetValueOrDefault(english, english);

    /// <summary>A text with places, <c>{0}</c> and so on, that are filled after translation.</summary>
    public string this[string english, params object[] values] => string.Format(CultureInfo.InvariantCulture, this[english], values);

    /// <summary>Chooses the language; one that is not known leaves English.</summary>
    public void Use(string code)
    {
        Code = catalog.Has(code) ? code : LanguageCatalog.English;
        _words = catalog.WordsOf(Code);
    }
}
