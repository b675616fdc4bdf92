using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>RDATA of SVCB and HTTPS records (RFC 9460, section 2.2).</summary>
internal readonly ref struct ServiceBindingData(ushort priority, ReadOnlySpan<byte> target, ReadOnlySpan<byte> parameters)
{
    private const int PriorityLength = 2;

    /// <summary>0 is alias mode, where parameters mean nothing (section 2.4.2).</summary>
    public ushort Priority { get; } = priority;

    /// <summary>Wire form as it came: never compressed (section 2.2). The root stands for the owner itself in service mode.</summary>
    public ReadOnlySpan<byte> Target { get; } = target;

    /// <summary>For <see cref="ServiceParameterReader"/>.</summary>
    public ReadOnlySpan<byte> Parameters { get; } = parameters;

    public bool IsAlias => Priority == 0;

    /// <summary>Reads and checks all of the RDATA; a malformed one says nothing at all (section 2.2).</summary>
    public static ParseError Read(ReadOnlySpan<byte> data, out ServiceBindingData binding)
    {
        binding = default;
        if (data.Length <= PriorityLength)
        {
            return ParseError.BadRecordData;
        }

        int at = PriorityLength;
        while (at < data.Length && data[at] is > 0 and <= DomainName.MaxLabelLength)
        {
            at += data[at] + 1;
        }

        if (at >= data.Length || data[at] != 0 || at - PriorityLength >= DomainName.MaxLength)
        {
            return ParseError.BadRecordData;
        }

        ReadOnlySpan<byte> parameters = data[(at + 1)..];
        ParseError error = ServiceParameterReader.Check(parameters);
        if (error == ParseError.None)
        {
            binding = new ServiceBindingData(BinaryPrimitives.ReadUInt16BigEndian(data), data[PriorityLength..(at + 1)], parameters);
        }

        return error;
    }
}
