using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BhaiKaDns.Intelligence.Training;

/// <summary>A folder of small data files in the formats of <c>train</c> and <c>evaluate</c>; always the same.</summary>
internal sealed class SmallData : IDisposable
{
    private static readonly string[] Words = ["garden", "kitchen", "school", "music", "travel", "river", "market", "house", "green", "bread", "stone", "light"];

    private readonly Random _random = new(7);

    public SmallData()
    {
        Path = Directory.CreateTempSubdirectory("bhaikadns-").FullName;
        Write("benign_train.tsv.gz", Many(400, at => $"{(at % 3 == 0 ? "umbrella2026" : at % 3 == 1 ? "china" : "ut1")}\t{Chosen(at)}"));
        Write("dga_train.tsv.gz", Many(300, at => $"family{at % 4}\t{Letters(12)}.com"));
        Write("swarm_windows_small.tsv.gz", [.. Many(30, at => $"{at}\tbenign\t{string.Join(' ', Many(12, name => Chosen((at * 12) + name)))}"), .. Many(30, at => $"{at}\tdga:new\t{string.Join(' ', Many(12, _ => Letters(12) + ".com"))}")]);
        Write("phishing_train.tsv.gz", Many(200, at => $"{2020 + (at / 40)}-01-01\t{(at % 2 == 0 ? "jpcert" : "polkadot")}\tsecure-login.{Letters(8)}.top\tpaypal"));
        Write("benign_fqdn_train.txt.gz", Many(200, at => $"www.{Chosen(at)}"));
        Write("categories_train.tsv.gz", Many(200, at => $"{(at % 2 == 0 ? "gambling" : "news")}\tut1\t{(at % 2 == 0 ? "casino" : "daily")}{Letters(4)}.com"));
        Write("typos_small.tsv.gz", ["gogle.com\tgoogle.com\tom\t1", "wikipeida.org\twikipedia.org\ttr\t20"]);
        Write("typo_negatives_small.tsv.gz", ["existing\tmountain-railway.in"]);
        Write("malware_domains_small.tsv.gz", Many(50, _ => $"trail\t{Letters(9)}.net"));
        Write("tunnel_windows_small.tsv.gz", Many(60, at => string.Create(CultureInfo.InvariantCulture, $"s1\ttunnel:test\t{at}\tTXT\t{Letters(50)}.{Letters(50)}.carrier.net")));
    }

    public string Path { get; }

    /// <param name="name">Of a file.</param>
    public void Write(string name, IEnumerable<string> lines)
    {
        using StreamWriter writer = new(new GZipStream(File.Create(System.IO.Path.Combine(Path, name)), CompressionLevel.Fastest), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("#columns\n" + string.Join('\n', lines) + "\n");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Chosen(int at) => $"{Words[at % Words.Length]}{Words[at / Words.Length % Words.Length]}{(at > 144 ? at.ToString(CultureInfo.InvariantCulture) : "")}.org";

    private string Letters(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + _random.Next(26))));

    private static IEnumerable<string> Many(int count, Func<int, string> make) => [.. Enumerable.Range(0, count).Select(make)];
}
