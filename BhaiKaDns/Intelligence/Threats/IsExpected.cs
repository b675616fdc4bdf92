namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Whether a name may be asked regularly without a word: popular, guarded or the home's own. Called by the thread of the events.</summary>
/// <param name="name">Lower-case wire name.</param>
internal delegate bool IsExpected(ReadOnlySpan<byte> name);
