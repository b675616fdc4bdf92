namespace BhaiKaDns.Access.Accounts;

/// <summary>One person who may sign in, as it is kept. The name is the key, without regard to case.</summary>
internal sealed record UserAccount
{
    public required string Name { get; init; }

    public required Role Role { get; init; }

    /// <summary>Argon2id, with its parameters.</summary>
    public required string PasswordHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset PasswordChangedAt { get; init; }

    /// <summary>Secret of the code generator, encrypted; null without one.</summary>
    public string? CodeSecret { get; init; }

    /// <summary>The last time step of which a code was taken; it and those before are used up.</summary>
    public long LastCodeStep { get; init; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryHashes { get; init; } = [];

    public bool HasTwoFactor => CodeSecret is not null;
}
