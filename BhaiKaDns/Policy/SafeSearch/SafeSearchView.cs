using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.SafeSearch;

/// <summary>The search engines that one group is held to the safe mode of. Immutable, asked without lock.</summary>
internal sealed class SafeSearchView
{
    public static readonly SafeSearchView Empty = new([]);

    private readonly Dictionary<ulong, (byte[] Name, SearchEngine Engine)> _names = [];

    public SafeSearchView(IReadOnlyList<SearchEngine> engines)
    {
        foreach (SearchEngine engine in engines)
        {
            foreach (byte[] name in engine.Names)
            {
                _names[SuffixHashes.OfWhole(name, out _)] = (name, engine);
            }
        }
    }

    /// <summary>
    /// <see cref="AnswerForm.Prepared"/> if an address of the safe mode is given, <see cref="AnswerForm.NoData"/> for types whose records
    /// would lead round it, <see cref="AnswerForm.ByPolicy"/> for everything else. Allocates nothing.
    /// </summary>
    public AnswerForm Find(in RuleQuestion question)
    {
        if (_names.Count == 0 || question.Type is not (RecordType.A or RecordType.Aaaa or RecordType.Https or RecordType.Svcb) || EngineOf(question) is not { } engine)
        {
            return AnswerForm.ByPolicy;
        }

        return question.Type switch
        {
            RecordType.A => engine.HasIPv4 ? AnswerForm.Prepared : AnswerForm.NoData,
            RecordType.Aaaa => engine.HasIPv6 ? AnswerForm.Prepared : AnswerForm.NoData,
            _ => AnswerForm.NoData,
        };
    }

    /// <summary>The answer where <see cref="Find"/> says that there is one. Allocates.</summary>
    public PreparedAnswer? Prepare(in RuleQuestion question) => EngineOf(question)?.Prepare(question.Type);

    private SearchEngine? EngineOf(in RuleQuestion question) =>
        !question.Hashes.IsEmpty && _names.TryGetValue(question.Hashes[^1], out (byte[] Name, SearchEngine Engine) found) && question.Name.SequenceEqual(found.Name)
            ? found.Engine
            : null;
}
