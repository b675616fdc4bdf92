using System.Runtime.CompilerServices;
namespace BhaiKaDns.Policy.Syntax;

/// <summary>
/// Reads lines as octets from a stream through one buffer, so that a list of any size costs the memory of the buffer alone. Lines
/// end with LF or CR LF; a byte order mark is skipped.
/// </summary>
internal ref struct ListLineReader
{
    /// <summary>A good size of the buffer: large enough to make system calls rare, small enough to stay out of the large object heap.</summary>
    public const int BufferLength = 64 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _buffer;
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _isSkipping;

    /// <param name="buffer">Also bounds the length of a line; at least 4 octets.</param>
    public ListLineReader(Stream stream, byte[] buffer)
    {
        _stream = stream;
        _buffer = buffer;
        Fill();
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
    }

    /// <summary>Number of the line last read, from 1.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Whether the line last read did not fit the buffer; only its first part was given, and the rest is skipped.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads one line without its end. The octets are valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, length);
                _start += length + 1;
                if (_isSkipping)
                {
                    _isSkipping = false;
                    continue;
                }

                IsTooLong = false;
                LineNumber++;
                return true;
            }

            if (_isAtEnd)
            {
                line = _buffer.AsSpan(_start, _end - _start);
                _start = _end;
                IsTooLong = false;
                LineNumber++;
                return !line.IsEmpty && !_isSkipping;
            }

            if (_isSkipping)
            {
                _start = _end;
            }
            else if (_start == 0 && _end == _buffer.Length)
            {
                _isSkipping = true;
                IsTooLong = true;
                LineNumber++;
                line = _buffer.AsSpan(0, _end);
                _start = _end;
                return true;
            }

            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < _buffer.Length)
        {
            int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _isAtEnd = read == 0;
            _end += read;

            // One line is enough to go on with, but the byte order mark must be whole.
            if (_isAtEnd || _end >= 3)
            {
                return;
            }
        }
    }
}
