using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy;

/// <summary>A question with its hashes, for tests that ask one table alone.</summary>
internal sealed class AskedQuestion
{
    private readonly byte[] _name;
    private readonly ulong[] _hashes = new ulong[SuffixHashes.MaxCount];
    private readonly int _labels;
    private readonly RecordType _type;

    public AskedQuestion(string name, RecordType type = RecordType.A)
    {
        _name = Wire.Name(name);
        _labels = SuffixHashes.Compute(_name, _hashes);
        _type = type;
    }

    public RuleQuestion Question => new(_name, _hashes.AsSpan(0, _labels), _type);
}
