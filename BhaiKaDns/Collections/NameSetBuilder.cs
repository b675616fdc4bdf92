using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
namespace BhaiKaDns.Collections;

/// <summary>Fills the memory of a <see cref="NameSet"/> in place. Used by one thread, for one set.</summary>
internal sealed unsafe class NameSetBuilder : IDisposable
{
    /// <summary>Share of the slots taken when the promised number of names has been added: 7.4 octets a name.</summary>
    private const double TargetLoad = 0.87;

    /// <summary>Beyond this share chains of full buckets grow long.</summary>
    private const double HighestLoad = 0.95;

    private const int Delay = 16;

    private readonly (ulong Hash, int Labels, ushort Tag)[] _delayed = new (ulong, int, ushort)[Delay];
    private readonly int _bucketCount;
    private readonly int _capacity;
    private NativeBlock? _memory;
    private int _minLabels = int.MaxValue;
    private int _maxLabels;
    private uint _next;

    /// <param name="expectedNames">About as many names as will be added; some more fit too.</param>
    public NameSetBuilder(int expectedNames)
    {
        _bucketCount = (int)Math.Min((long)(expectedNames / (TargetLoad * NameBucket.Slots)) + 1, int.MaxValue / NameBucket.Slots);
        _capacity = Math.Max((int)(_bucketCount * NameBucket.Slots * HighestLoad), expectedNames == 0 ? 0 : 1);
        _memory = new NativeBlock((nuint)_bucketCount * NameBucket.Length);
    }

    /// <summary>Distinct names added.</summary>
    public int Count { get; private set; }

    /// <summary>Whether half of the room or more stays unused, so that building again with a smaller number would pay.</summary>
    public bool IsWasteful => _bucketCount > 64 && Count < _bucketCount * NameBucket.Slots * TargetLoad * 0.75;

    /// <summary>
    /// Adds a name, or joins its tag with the one it has. Returns false, with nothing changed, if the set is full: build again with
    /// a larger number.
    /// </summary>
    /// <param name="labels">Number of labels of the name.</param>
    /// <param name="tag">1 to <see cref="NameSet.MaxTag"/>.</param>
    /// <param name="tags">Gives the union of two tags.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(ulong hash, int labels, ushort tag, TagSets tags)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        ulong index = Math.BigMul(hash, (ulong)_bucketCount, out _);
        while (true)
        {
            byte* bucket = _memory.Pointer + (index * NameBucket.Length);
            int slot = NameBucket.Find(bucket, hash);
            if (slot >= 0)
            {
                int known = NameBucket.TagAt(bucket, slot);
                if (known != tag)
                {
                    NameBucket.Set(bucket, slot, hash, tags.Union((ushort)known, tag));
                }

                return true;
            }

            slot = NameBucket.FirstEmpty(bucket);
            if (slot >= 0)
            {
                if (Count >= _capacity)
                {
                    return false;
                }

                NameBucket.Set(bucket, slot, hash, tag);
                Count++;
                _minLabels = Math.Min(_minLabels, labels);
                _maxLabels = Math.Max(_maxLabels, labels);
                return true;
            }

            NameBucket.MarkOverflow(bucket, hash);
            index = index + 1 == (ulong)_bucketCount ? 0 : index + 1;
        }
    }

    /// <summary>
    /// Like <see cref="TryAdd"/>, but the name enters the set sixteen names later, when its line has come from memory: names lie
    /// anywhere, and waiting for each line takes longer than all the rest. <see cref="TryFlush"/> adds the last ones.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAddLater(ulong hash, int labels, ushort tag, TagSets tags)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_memory.Pointer + (Math.BigMul(hash, (ulong)_bucketCount, out _) * NameBucket.Length));
        }

        ref (ulong Hash, int Labels, ushort Tag) place = ref _delayed[_next++ % Delay];
        (ulong Hash, int Labels, ushort Tag) due = place;
        place = (hash, labels, tag);
        return due.Tag == 0 || TryAdd(due.Hash, due.Labels, due.Tag, tags);
    }

    /// <summary>Adds what <see cref="TryAddLater"/> still holds back.</summary>
    public bool TryFlush(TagSets tags)
    {
        bool isAdded = true;
        foreach ((ulong hash, int labels, ushort tag) in _delayed)
        {
            isAdded &= tag == 0 || TryAdd(hash, labels, tag, tags);
        }

        Array.Clear(_delayed);
        return isAdded;
    }

    /// <summary>Hands the memory over to the finished set; nothing can be added afterwards.</summary>
    public NameSet Build()
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        NameSet set = new(_memory, _bucketCount, Count, _minLabels, _maxLabels);
        _memory = null;
        return set;
    }

    /// <summary>Frees the memory unless a set has taken it over.</summary>
    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
    }
}
