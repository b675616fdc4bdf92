using System.Reflection;

namespace BhaiKaDns.Hosting;

/// <summary>Which build this is.</summary>
internal static class ProductVersion
{
    /// <summary>For example <c>0.1.0</c>, with what the build appended behind a plus sign left out.</summary>
    public static string Current { get; } =
        (typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
