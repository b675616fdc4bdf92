using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Typos;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Intelligence;

/// <summary>
/// Which name was probably meant by one that does not exist. The index takes a second and ten megabytes, so it is made in the background
/// when the first name is missing; until then nothing is suggested. Any thread. It suggests and rewrites nothing.
/// </summary>
internal sealed class TypoAdvice(IOptions<IntelligenceOptions> options, EngineLoader loader)
{
    /// <summary>Suggestions that are kept to be shown.</summary>
    public const int MostKept = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TypoNote> _notes = new(StringComparer.Ordinal);
    private Task? _making;
    private TypoCorrector? _corrector;

    /// <summary>The last ones, newest first.</summary>
    public IReadOnlyList<TypoNote> Notes
    {
        get
        {
            lock (_gate)
            {
                return [.. _notes.Values.OrderByDescending(note => note.LastSeen)];
            }
        }
    }

    /// <summary>Looks a missing name up and keeps what is found.</summary>
    /// <param name="registrable">In lower-case wire form.</param>
    public void Consider(ReadOnlySpan<byte> registrable, long unixTimeMs)
    {
        if (Suggest(registrable) is not { } meant)
        {
            return;
        }

        string typed = DomainNameText.ToText(registrable);
        lock (_gate)
        {
            int count = _notes.TryGetValue(typed, out TypoNote? known) ? known.Count : 0;
            _notes[typed] = new TypoNote(typed, meant, count + 1, DateTimeOffset.FromUnixTimeMilliseconds(unixTimeMs));
            if (_notes.Count > MostKept)
            {
                _notes.Remove(_notes.Values.MinBy(note => note.LastSeen)!.Typed);
            }
        }
    }

    /// <summary>The name that was meant in presentation form; null if none is certain enough, or the index is not made yet.</summary>
    public string? Suggest(ReadOnlySpan<byte> registrable)
    {
        if (options.Value.Typos is TypoMode.Off || Corrector() is not { } corrector)
        {
            return null;
        }

        TypoSuggestion suggestion = corrector.Suggest(registrable, loader.Engine?.KnownHere);
        return suggestion.IsAny ? DomainNameText.ToText(corrector.Names[suggestion.Index]) : null;
    }

    /// <summary>The same for a whole name in lower-case wire form: what stands before its registrable domain does not matter.</summary>
    public string? SuggestFor(ReadOnlySpan<byte> name)
    {
        if (options.Value.Typos is TypoMode.Off)
        {
            return null;
        }

        int at = PublicSuffixList.Embedded.RegistrableAt(name, withPrivate: true);
        return at < 0 ? null : Suggest(name[at..]);
    }

    /// <summary>Completes when the index is made.</summary>
    public Task PrepareAsync()
    {
        lock (_gate)
        {
            return _making ??= Task.Run(() => Volatile.Write(ref _corrector, new TypoCorrector(PopularNames.Embedded)));
        }
    }

    private TypoCorrector? Corrector()
    {
        if (Volatile.Read(ref _corrector) is { } made)
        {
            return made;
        }

        _ = PrepareAsync();
        return null;
    }
}

/// <summary>A name that was mistyped here.</summary>
/// <param name="Typed">What was asked for.</param>
/// <param name="Meant">What exists and is near.</param>
internal sealed record TypoNote(string Typed, string Meant, int Count, DateTimeOffset LastSeen);
