using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BhaiKaDns.Access.OneTimeCodes;

/// <summary>Secrets of code generators at rest: encrypted with the keys of the data directory, so that the database alone gives none away.</summary>
internal sealed class CodeSecrets(IDataProtectionProvider protection)
{
    private const string Purpose = "BhaiKaDns.Access.OneTimeCodes";

    public string Protect(string secret) => protection.CreateProtector(Purpose).Protect(secret);

    /// <summary>Null when the key has gone: then only a recovery code or an administrator helps.</summary>
    public string? Unprotect(string kept)
    {
        try
        {
            return protection.CreateProtector(Purpose).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
