using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>One recorded session on its way through guard and budget, as in a group that blocks.</summary>
internal sealed class TunnelTrial(string session, string label, TunnelBudget budget)
{
    // Base32 and base36 fill five bits a letter; what was never judged counts as that.
    private const double MostBits = 5;

    private int _queries;
    private int _octets;
    private int _flaggedAfter;
    private int _octetsUntilFlagged;
    private bool _isCut;
    private int _passedOctets;
    private double _entropy = MostBits;

    public string Session => session;

    public string Label => label;

    /// <summary>Asks the budget first, as on a miss, and tells the guard of every query, also of those cut.</summary>
    public void Count(TunnelGuard guard, ClientAddress client, ReadOnlySpan<byte> name, int registrableAt, RecordType type, long nowMs)
    {
        _queries++;
        int octets = Math.Max(0, registrableAt);
        _octets += octets;
        bool isAdmitted = budget.Admits(client, name, registrableAt, nowMs);
        _isCut |= !isAdmitted;
        _passedOctets += isAdmitted ? octets : 0;
        TunnelObservation seen = guard.Observe(client, name, registrableAt, type, nowMs);
        _entropy = seen.Entropy > 0 ? seen.Entropy : _entropy;
        if (seen.Level is not TunnelLevel.None && _flaggedAfter == 0)
        {
            _flaggedAfter = _queries;
            _octetsUntilFlagged = _octets;
        }

        if (seen.Level is TunnelLevel.Cut)
        {
            budget.Cut(seen.Pair, nowMs);
        }
    }

    public TunnelSession Result() =>
        new(session, label, _queries, _flaggedAfter, _octetsUntilFlagged, _isCut, (int)(_passedOctets * _entropy / 8));
}

/// <param name="FlaggedAfter">Number of the query that raised the alert, from 1; 0 for none.</param>
/// <param name="OctetsUntilFlagged">Octets of subdomains asked until then.</param>
/// <param name="IsCut">A query was refused.</param>
/// <param name="InformationPassed">Octets carried by the queries that were let through.</param>
internal readonly record struct TunnelSession(
    string Session, string Label, int Queries, int FlaggedAfter, int OctetsUntilFlagged, bool IsCut, int InformationPassed);

/// <summary>What became of all sessions with one label.</summary>
/// <param name="Queries">Median number of queries until flagged, of those flagged.</param>
/// <param name="Octets">Median octets of subdomains until flagged.</param>
/// <param name="InformationPassed">Median octets carried by a session that was cut.</param>
/// <param name="MostPassed">Most octets carried by any session, cut or not.</param>
internal readonly record struct TunnelResult(
    string Label, int Sessions, int Flagged, int Queries, int Octets, int Cut, int InformationPassed, int MostPassed)
{
    public double FlaggedShare => Sessions == 0 ? 0 : Flagged / (double)Sessions;
}
