using System.Runtime.InteropServices;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>Reads the rows of one block whose checksum holds. No octets make it throw.</summary>
internal readonly ref struct BlockReader(ReadOnlySpan<byte> block, BlockHeader header)
{
    /// <summary>Most rows a block can hold.</summary>
    public static readonly int MaxRows = (BlockHeader.MaxBlockLength / RowHeader.Size) + 1;

    private readonly ReadOnlySpan<byte> _block = block[..header.Length];
    private readonly BlockHeader _header = header;

    /// <summary>Finds where each row begins, so that they can be read from the last to the first.</summary>
    /// <param name="offsets">Room for <see cref="MaxRows"/>.</param>
    /// <returns>Rows found.</returns>
    public int FindRows(Span<int> offsets)
    {
        int end = _header.ClientsOffset;
        int at = BlockHeader.Size;
        int count = 0;
        while (count < _header.RowCount && at + RowHeader.Size <= end && count < offsets.Length)
        {
            RowHeader row = MemoryMarshal.Read<RowHeader>(_block[at..]);
            int next = at + RowHeader.Size + row.NameLength;
            if (row.HasFound)
            {
                next += next < end ? 1 + _block[next] : 1;
            }

            if (next > end)
            {
                break;
            }

            offsets[count++] = at;
            at = next;
        }

        return count;
    }

    /// <summary>Reads the row at an offset that <see cref="FindRows"/> gave.</summary>
    /// <param name="name">Lower-case wire form; empty where it was not kept.</param>
    /// <param name="found">What the verdict was reached for, where that was not the name.</param>
    public RowHeader Read(int offset, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found)
    {
        RowHeader row = MemoryMarshal.Read<RowHeader>(_block[offset..]);
        int end = offset + RowHeader.Size + row.NameLength;
        name = _block[(offset + RowHeader.Size)..end];
        found = row.HasFound ? _block.Slice(end + 1, _block[end]) : default;
        return row;
    }

    /// <summary>The client of a row, or null where it was not kept.</summary>
    public ClientAddress? Client(int index) => index < _header.ClientCount
        ? ClientAddress.FromIPv6(_block.Slice(_header.ClientsOffset + (index * ClientAddress.Length), ClientAddress.Length))
        : null;

    /// <summary>Place of a client in this block's table, or -1.</summary>
    public int IndexOf(ClientAddress client)
    {
        for (int index = 0; index < _header.ClientCount; index++)
        {
            if (Client(index) == client)
            {
                return index;
            }
        }

        return -1;
    }
}
