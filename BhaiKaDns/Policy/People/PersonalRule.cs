namespace BhaiKaDns.Policy.People;

/// <summary>One line of list syntax that a person set on a page, by API or by command. Stands above all lists and settings.</summary>
internal sealed record PersonalRule
{
    /// <summary>Given by the editor; never used twice.</summary>
    public string Id { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The group it holds for; null, like <see cref="Client"/>, for everybody.</summary>
    public string? Group { get; init; }

    /// <summary>Name of a device, or an address that no device is declared for.</summary>
    public string? Client { get; init; }

    public string Note { get; init; } = "";

    public string Author { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public bool HoldsAt(DateTimeOffset now) => EndsAt is not { } end || now < end;
}

/// <summary>Filtering is switched off for a while.</summary>
/// <param name="Group">Null for the whole home.</param>
/// <param name="EndsAt">Null until somebody resumes it.</param>
internal sealed record PolicyPause(string? Group, DateTimeOffset? EndsAt)
{
    public bool HoldsAt(DateTimeOffset now) => EndsAt is not { } end || now < end;
}
