using System.IO.Compression;
using System.Text;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class TunnelEvaluationTests
{
    [Test]
    public void Results_OneTunnelAndOneOrdinarySession_FlagsTheTunnelAndSaysWhatPassed()
    {
        TunnelEvaluation evaluation = Evaluate();

        IReadOnlyList<TunnelResult> results = evaluation.Results();

        Assert.That(results.Select(result => $"{result.Label} {result.Sessions} {result.Flagged} {result.Cut}"), Is.EqualTo(new[] { "benign:words 1 0 0", "tunnel:test 1 1 1" }));
        Assert.That(results[1].MostPassed, Is.InRange(1_000, 9_999));
    }

    [Test]
    public void Read_LinesThatAreNoQuery_AreCounted()
    {
        TunnelEvaluation evaluation = Evaluate();

        Assert.That(evaluation.Skipped, Is.EqualTo(2));
    }

    private static TunnelEvaluation Evaluate()
    {
        Random random = new(3);
        StringBuilder text = new("#session\tlabel\tt seconds\tqtype\tqname\n");
        for (int query = 0; query < 200; query++)
        {
            text.Append($"s1\ttunnel:test\t{query / 10.0}\tTXT\t{WireNames.Code(random, 50)}.{WireNames.Code(random, 50)}.carrier.net\n");
        }

        text.Append("s1\ttunnel:test\tsoon\tTXT\ta.carrier.net\nno query at all\n");
        for (int query = 0; query < 50; query++)
        {
            text.Append($"s2\tbenign:words\t{query}\tA\tserver-{(char)('a' + (query % 26))}.shop.net\n");
        }

        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }

        packed.Position = 0;
        TunnelEvaluation evaluation = new(TunnelGuardList.Shipped, NaturalLetters.Shipped, WireNames.LastTwo);
        evaluation.Read(packed);
        return evaluation;
    }
}
