namespace BhaiKaDns.Intelligence.Typos;

/// <summary>What the corrector may know of the home: a name that it often asks for is more likely to be meant.</summary>
internal interface IKnownNames
{
    /// <summary>How often this home asked for a registrable domain (lower-case wire form) lately; 0 if it did not.</summary>
    int TimesAsked(ReadOnlySpan<byte> registrableWire);
}
