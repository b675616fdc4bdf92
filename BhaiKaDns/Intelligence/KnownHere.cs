using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Intelligence.Typos;

namespace BhaiKaDns.Intelligence;

/// <summary>What this home asked for, as far as it is remembered: whether, not how often.</summary>
internal sealed class KnownHere(SeenDomains seen) : IKnownNames
{
    public int TimesAsked(ReadOnlySpan<byte> registrableWire) => seen.IsNew(registrableWire) ? 0 : 1;
}
