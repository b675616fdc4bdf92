using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

[TestFixture]
internal sealed class SegmentRecoveryTests
{
    [Test]
    public async Task Open_LastBlockTornAnywhere_KeepsWhatStoodBefore()
    {
        using var log = new LogHarness();
        log.Add("first.example");
        log.WriteOut();
        int firstEnd = (int)new FileInfo(log.SegmentPath(1)).Length;
        log.Add("second.example");
        log.WriteOut();
        byte[] whole = await File.ReadAllBytesAsync(log.SegmentPath(1));

        for (int length = firstEnd; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(log.SegmentPath(1), whole[..length]);
            using var segments = new SegmentWriter(log.LogFolder, log.Options);
            long cut = segments.Open(0);

            Assert.That((cut, new FileInfo(log.SegmentPath(1)).Length), Is.EqualTo((length - firstEnd, firstEnd)));
        }

        Assert.That(await log.NamesAsync(), Is.EqualTo((string[])["first.example"]));
    }

    [Test]
    public void Open_HeaderTornAnywhere_BeginsAnother([Range(0, 15)] int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(SegmentName.Segment(folder.Path, 7), new byte[length]);
        using var segments = new SegmentWriter(folder.Path, new QueryLogOptions());

        _ = segments.Open(0);

        Assert.That(segments.Number, Is.EqualTo(8));
    }

    [Test]
    public async Task Read_AnyOctetOfMiddleBlockFlipped_OthersAreReadAndDamageCounted()
    {
        using var log = new LogHarness();
        int[] ends = new int[3];
        string[] names = ["first.example", "second.example", "third.example"];
        for (int at = 0; at < names.Length; at++)
        {
            log.Add(names[at]);
            log.WriteOut();
            ends[at] = (int)new FileInfo(log.SegmentPath(1)).Length;
        }

        log.Restart(cleanly: true);
        byte[] whole = await File.ReadAllBytesAsync(log.SegmentPath(1));
        for (int at = ends[0]; at < ends[1]; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x41;
            await File.WriteAllBytesAsync(log.SegmentPath(1), damaged);
            QueryLogPage page = await log.Reader.ReadAsync(new QueryLogFilter(), default);

            Assert.That(page.Rows.Select(row => row.Name), Is.EqualTo((string[])["third.example", "first.example"]), $"octet {at}");
            Assert.That(page.DamagedPlaces, Is.EqualTo(1), $"octet {at}");
        }
    }

    [Test]
    public void Scan_AnyOctets_EndsAndStaysInside() => Gen.Byte.Array[0, 600].Sample(octets =>
    {
        byte[] segment = [.. "BKDQLOG1........"u8, .. octets, .. BlockHeader.MagicOctets, .. octets];
        var scanner = new SegmentScanner(segment);
        while (scanner.TryNext(out int offset, out BlockHeader header))
        {
            var block = new BlockReader(segment.AsSpan(offset), header);
            _ = block.FindRows(new int[BlockReader.MaxRows]);
        }

        Assert.That(scanner.ValidEnd, Is.LessThanOrEqualTo(segment.Length));
    });

    [Test]
    public void FindRows_AnyContentUnderAGoodChecksum_StaysInside() => Gen.Byte.Array[0, 600].Sample(octets =>
    {
        byte[] sealedBlock = new byte[BlockHeader.Size + octets.Length];
        octets.CopyTo(sealedBlock, BlockHeader.Size);
        var made = new BlockHeader { Length = sealedBlock.Length, RowCount = octets.Length, ClientCount = octets.Length / 40 };
        made.Seal(sealedBlock);
        Assert.That(BlockHeader.TryRead(sealedBlock, out BlockHeader header), Is.True);
        var block = new BlockReader(sealedBlock, header);
        int[] offsets = new int[BlockReader.MaxRows];

        int count = block.FindRows(offsets);
        for (int at = 0; at < count; at++)
        {
            _ = block.Client(block.Read(offsets[at], out _, out _).Client);
        }

        Assert.That(count, Is.LessThanOrEqualTo(octets.Length / RowHeader.Size));
    });
}
