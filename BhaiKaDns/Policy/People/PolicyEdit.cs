namespace BhaiKaDns.Policy.People;

/// <summary>What became of a change that somebody asked for.</summary>
/// <param name="Problems">Why nothing was changed; each names its key.</param>
internal sealed record PolicyEdit(PolicyEditError Error, IReadOnlyList<ModelProblem> Problems)
{
    public static readonly PolicyEdit Done = new(PolicyEditError.None, []);

    /// <summary>What was kept before a change that was done; null where nothing was changed.</summary>
    public StoredPolicy? Before { get; init; }

    /// <summary>What is kept since.</summary>
    public StoredPolicy? After { get; init; }

    public bool IsDone => Error is PolicyEditError.None;

    /// <summary>All problems as sentences.</summary>
    public string Text => string.Join(' ', Problems.Select(problem => problem.Key.Length == 0 ? problem.Problem : problem.ToString()));

    public static PolicyEdit Refused(PolicyEditError error, string key, string problem) => new(error, [new ModelProblem(key, problem)]);
}

internal enum PolicyEditError : byte
{
    None = 0,

    /// <summary>What was given is wrong.</summary>
    Invalid = 1,

    /// <summary>There is no such object.</summary>
    NotFound = 2,

    /// <summary>The object is declared in a file and can be changed only there.</summary>
    ReadOnly = 3,

    /// <summary>Other objects need it.</summary>
    InUse = 4,

    /// <summary>The database does not take it.</summary>
    NotStored = 5,

    /// <summary>The object is no longer what the caller saw.</summary>
    Outdated = 6,
}
