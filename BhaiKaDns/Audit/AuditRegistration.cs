namespace BhaiKaDns.Audit;

/// <summary>Registers the audit trail.</summary>
internal static class AuditRegistration
{
    /// <summary>Needs <see cref="Hosting.DataDirectory"/>, <see cref="Hosting.HealthBoard"/> and <see cref="TimeProvider"/> as singletons.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditTrail>();
}
