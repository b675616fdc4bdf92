namespace BhaiKaDns.Access;

/// <summary>What a person is in this home. Numbers are stored.</summary>
internal enum Role : byte
{
    None = 0,

    /// <summary>Reads all but users, tokens, audit and secrets.</summary>
    Viewer = 1,

    /// <summary>Also pauses, allows, blocks and gives feedback.</summary>
    Parent = 2,

    /// <summary>Does everything.</summary>
    Admin = 3,
}
