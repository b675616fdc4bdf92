using OtpNet;

namespace BhaiKaDns.Access.OneTimeCodes;

/// <summary>Codes of an authenticator app (RFC 6238): six digits, thirty seconds, SHA-1, which is what every app understands.</summary>
internal static class TimeCodes
{
    public const int Digits = 6;

    private const int StepSeconds = 30;
    private const int SecretOctets = 20;

    // One step to either side: clocks of phones are off by seconds, and people type slowly (RFC 6238, section 5.2).
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new secret in base32, as apps take it.</summary>
    public static string CreateSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretOctets)).TrimEnd('=');

    /// <summary>Whether this can be one of ours: it comes back from a client.</summary>
    public static bool IsSecret(string secret) => secret.Length == SecretOctets * 8 / 5 && secret.All(character => character is (>= 'A' and <= 'Z') or (>= '2' and <= '7'));

    /// <summary>What the QR code says.</summary>
    public static string AddressOf(string secret, string userName) =>
        $"otpauth://totp/Bhai%20Ka%20DNS:{Uri.EscapeDataString(userName)}?secret={secret}&issuer=Bhai%20Ka%20DNS&digits={Digits}&period={StepSeconds}";

    /// <summary>Whether a code is good now.</summary>
    /// <param name="lastStep">The last step that was used; a code of it or before is refused, as it may have been read over a shoulder.</param>
    /// <param name="step">The step of this code.</param>
    public static bool IsGood(string secret, string code, long lastStep, DateTimeOffset now, out long step)
    {
        step = 0;
        string digits = code.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == Digits && digits.All(char.IsAsciiDigit)
            && Generator(secret).VerifyTotp(now.UtcDateTime, digits, out step, Window)
            && step > lastStep;
    }

    /// <summary>The code of a moment; what the app shows.</summary>
    public static string At(string secret, DateTimeOffset moment) => Generator(secret).ComputeTotp(moment.UtcDateTime);

    private static OtpNet.Totp Generator(string secret) => new(Base32Encoding.ToBytes(secret), StepSeconds, OtpHashMode.Sha1, Digits);
}
