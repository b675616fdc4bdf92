namespace BhaiKaDns.Queries;

/// <summary>What a client gets for a verdict that does not let the upstream's answer through.</summary>
internal enum AnswerForm : byte
{
    /// <summary>As the group's blocking mode says.</summary>
    ByPolicy = 0,

    /// <summary>The records or the response code that policy prepared for this question.</summary>
    Prepared = 1,

    NameError = 2,
    NoData = 3,
    Refused = 4,

    /// <summary>Nothing at all (RPZ <c>rpz-drop.</c>).</summary>
    Silence = 5,

    /// <summary>TC over UDP, the upstream's answer over TCP (RPZ <c>rpz-tcp-only.</c>).</summary>
    TcpOnly = 6,
}
