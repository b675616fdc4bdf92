using CsCheck;

namespace BhaiKaDns.Dns;

/// <summary>Generators of wire data for property tests.</summary>
internal static class WireGen
{
    /// <summary>Any valid name in lower-case wire form, the root and the longest included.</summary>
    public static readonly Gen<byte[]> Name =
        Gen.OneOf(Gen.Byte.Array[1, 12], Gen.Byte.Array[1, 63]).List[0, 127].Select(labels =>
        {
            List<byte> name = [];
            foreach (byte[] label in labels.TakeWhile(label => name.Count + label.Length + 2 <= DomainName.MaxLength))
            {
                name.Add((byte)label.Length);
                name.AddRange(label);
            }

            name.Add(0);
            byte[] wire = [.. name];
            DomainName.CopyLower(wire, wire);
            return wire;
        });

    /// <summary>Octets that look a little like messages: small lengths, pointers near the start, zeros.</summary>
    public static readonly Gen<byte[]> Garbage =
        Gen.Frequency((4, Gen.Byte[0, 5]), (1, Gen.Byte), (1, Gen.Const((byte)0xC0)), (1, Gen.Byte[12, 60])).Array[0, 300];

    /// <summary>Types, most of them with a layout of their own.</summary>
    public static readonly Gen<RecordType> Type = Gen.OneOf(Gen.UShort[1, 70], Gen.UShort).Select(number => (RecordType)number);
}
