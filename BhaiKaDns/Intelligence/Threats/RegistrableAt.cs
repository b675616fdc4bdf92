namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Where the registrable domain starts in a lower-case wire name; below 1 if the name has none or is one.</summary>
internal delegate int RegistrableAt(ReadOnlySpan<byte> name);
