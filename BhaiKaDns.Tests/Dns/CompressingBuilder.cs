using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>Writes messages as an eccentric server might: pointers at random, also inside RDATA that we would not compress.</summary>
internal sealed class CompressingBuilder
{
    private readonly List<byte> _octets;
    private readonly List<(string Name, int Offset)> _known = [];
    private readonly Random _random;
    private readonly double _compression;

    /// <param name="compression">Share of names, 0 to 1, that are compressed where they can be.</param>
    public CompressingBuilder(string name, RecordType type, Random random, double compression)
    {
        _random = random;
        _compression = compression;
        _octets = [.. new byte[MessageHeader.Length]];
        AddName(name);
        AddNumber((ushort)type);
        AddNumber((ushort)RecordClass.Internet);
    }

    public void Add(ModelRecord record)
    {
        AddName(record.Owner);
        AddNumber((ushort)record.Type);
        AddNumber((ushort)RecordClass.Internet);
        AddNumber((ushort)(record.Ttl >> 16));
        AddNumber((ushort)record.Ttl);
        int lengthAt = _octets.Count;
        AddNumber(0);
        foreach (object piece in record.Data)
        {
            if (piece is string name)
            {
                AddName(name);
            }
            else
            {
                _octets.AddRange((byte[])piece);
            }
        }

        int length = _octets.Count - lengthAt - 2;
        _octets[lengthAt] = (byte)(length >> 8);
        _octets[lengthAt + 1] = (byte)length;
    }

    public byte[] Build(int answers, int authorities, int additionals, ResponseCode code)
    {
        byte[] message = [.. _octets];
        MessageHeader.Write(message, 1, HeaderFlags.Response, Opcode.Query, code, 1, answers, authorities, additionals);
        return message;
    }

    private void AddName(string name)
    {
        string rest = name;
        while (rest.Length > 0)
        {
            (string Name, int Offset)[] targets = [.. _known.Where(known => known.Name == rest && known.Offset < 0x4000)];
            if (targets.Length > 0 && _random.NextDouble() < _compression)
            {
                AddNumber((ushort)(0xC000 | targets[_random.Next(targets.Length)].Offset));
                return;
            }

            _known.Add((rest, _octets.Count));
            int dot = rest.IndexOf('.', StringComparison.Ordinal);
            string label = dot < 0 ? rest : rest[..dot];
            _octets.Add((byte)label.Length);
            _octets.AddRange(label.Select(letter => (byte)letter));
            rest = dot < 0 ? "" : rest[(dot + 1)..];
        }

        _octets.Add(0);
    }

    private void AddNumber(ushort number)
    {
        Span<byte> octets = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, number);
        _octets.AddRange(octets);
    }
}
