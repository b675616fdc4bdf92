using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Administration;

/// <summary>What became of something that somebody asked for; API and pages say it in their own ways.</summary>
/// <param name="Problems">Why nothing was done; each names its key.</param>
/// <param name="Id">Of the object that was added or changed, where there is one.</param>
internal sealed record Outcome(OutcomeKind Kind, IReadOnlyList<ModelProblem> Problems, string? Id = null)
{
    public static readonly Outcome Done = new(OutcomeKind.Done, []);

    public static readonly Outcome Forbidden = Refused(OutcomeKind.Forbidden, "", "this account may not do that.");

    public static readonly Outcome Outdated = Refused(OutcomeKind.Outdated, "", "it was changed meanwhile by somebody else; load it again.");

    /// <summary>With <see cref="OutcomeKind.TooSoon"/>: how long.</summary>
    public TimeSpan Wait { get; init; }

    public bool IsDone => Kind is OutcomeKind.Done;

    /// <summary>All problems as sentences.</summary>
    public string Text => string.Join(' ', Problems.Select(problem => problem.Key.Length == 0 ? problem.Problem : problem.ToString()));

    public static Outcome Refused(OutcomeKind kind, string key, string problem) => new(kind, [new ModelProblem(key, problem)]);

    public static Outcome Of(PolicyEdit edit) => new(
        edit.Error switch
        {
            PolicyEditError.None => OutcomeKind.Done,
            PolicyEditError.NotFound => OutcomeKind.NotFound,
            PolicyEditError.ReadOnly => OutcomeKind.ReadOnly,
            PolicyEditError.InUse => OutcomeKind.InUse,
            PolicyEditError.NotStored => OutcomeKind.NotStored,
            PolicyEditError.Outdated => OutcomeKind.Outdated,
            _ => OutcomeKind.Invalid,
        },
        edit.Problems);
}

internal enum OutcomeKind : byte
{
    Done = 0,

    /// <summary>What was given is wrong.</summary>
    Invalid = 1,
    NotFound = 2,

    /// <summary>Declared in a file, by environment or by command line, and can be changed only there.</summary>
    ReadOnly = 3,

    /// <summary>Other objects need it.</summary>
    InUse = 4,

    /// <summary>The disk does not take it.</summary>
    NotStored = 5,

    /// <summary>Whoever asked may not.</summary>
    Forbidden = 6,

    /// <summary>It is no longer what the caller saw.</summary>
    Outdated = 7,

    /// <summary>Too many wrong tries; it may be tried again later.</summary>
    TooSoon = 8,
}
