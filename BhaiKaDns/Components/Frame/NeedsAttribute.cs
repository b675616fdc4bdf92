using BhaiKaDns.Access;

namespace BhaiKaDns.Components.Frame;

/// <summary>What a page asks of who opens it; <see cref="Permissions.Read"/> where nothing is said.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsAttribute(Permissions permissions) : Attribute
{
    public Permissions Permissions => permissions;
}
