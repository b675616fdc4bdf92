namespace BhaiKaDns.Listeners.Tcp;

/// <summary>Why the answering of a batch ended.</summary>
internal enum BatchResult : byte
{
    /// <summary>Every whole query was taken; more octets must come.</summary>
    NeedsOctets = 0,

    /// <summary>Whole queries may be left: answers must go out first.</summary>
    NeedsRoom,

    /// <summary>The octets cannot be DNS; nothing after them can be understood.</summary>
    NotDns,
}
