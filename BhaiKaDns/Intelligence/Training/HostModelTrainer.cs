using System.Text;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>Makes the host model from phishing hosts, hosts that a large resolver sees, and benign registrable domains.</summary>
internal static class HostModelTrainer
{
    public const string PhishingFile = "phishing_train.tsv.gz";
    public const string BenignFile = "benign_fqdn_train.txt.gz";

    private const int Bits = 18;
    private const int Passes = 3;

    /// <summary>A registrable domain alone counts less than a host that was seen.</summary>
    private const float DomainWeight = 0.35f;

    public static List<(string Name, byte[] Octets)> Train(string directory, NameRows names)
    {
        string[] phishing = [.. DataFile.Rows(Path.Combine(directory, PhishingFile), leastCells: 3).Select(cells => cells[2]).Distinct(StringComparer.Ordinal)];
        string[] hosts = [.. DataFile.Rows(Path.Combine(directory, BenignFile)).Select(cells => cells[0])];
        string[] domains = [.. names.Domains.Where((_, row) => !names.AreGenerated[row]).Select(Dressed)];
        float worth = (hosts.Length + (DomainWeight * domains.Length)) / phishing.Length;
        NgramTrainer trainer = new(Bits, Passes);
        trainer.Train(
            [.. phishing.Concat(hosts).Concat(domains).Select(SymbolsOf)],
            [.. phishing.Select(_ => true), .. hosts.Select(_ => false), .. domains.Select(_ => false)],
            [.. phishing.Select(_ => worth), .. hosts.Select(_ => 1f), .. domains.Select(_ => DomainWeight)],
            Order.Seed);
        return [("ngrams", trainer.ToSection())];
    }

    // Feeds name pages, so "www" is commoner among bad ones; it must not tell.
    private static string Dressed(string domain) => Order.HashOf(domain + "w") % 4 == 0 ? "www." + domain : domain;

    private static byte[] SymbolsOf(string host)
    {
        Span<byte> symbols = stackalloc byte[HostSymbols.MaxLength];
        byte[] text = Encoding.Latin1.GetBytes(host);
        return symbols[..HostSymbols.OfText(text.AsSpan(0, Math.Min(text.Length, Dns.DomainName.MaxLength - 2)), symbols)].ToArray();
    }
}
