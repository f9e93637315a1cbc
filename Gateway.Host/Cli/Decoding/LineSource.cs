namespace Gateway.Host.Cli.Decoding;

/// <summary>Lines of a stream as bytes, of which none is copied twice.</summary>
/// <param name="input">The stream.</param>
/// <param name="beforePause">Called before more is asked of the stream, which may take until somebody writes it.</param>
internal sealed class LineSource(Stream input, Action beforePause)
{
    /// <summary>Longest line, in bytes; a longer one is skipped and counts as one without end.</summary>
    public const int MaxBytes = 1 << 20;

    private const int FirstBufferBytes = 1 << 16;
    private const byte LineEnd = (byte)'\n';

    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _isOver;
    private bool _isSkipping;

    /// <summary>Goes to the next line.</summary>
    /// <param name="line">Without its end; good until the next call. Null when it is too long.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryRead(out ReadOnlyMemory<byte>? line)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf(LineEnd);
            if (found >= 0 || (_isOver && (_end > _start || _isSkipping)))
            {
                line = Take(found >= 0 ? _scanned + found : _end);
                return true;
            }

            if (_isOver)
            {
                line = null;
                return false;
            }

            _scanned = _end;
            Fill();
        }
    }

    private ReadOnlyMemory<byte>? Take(int end)
    {
        var line = _isSkipping ? default(ReadOnlyMemory<byte>?) : _buffer.AsMemory(_start, end - _start);
        _isSkipping = false;
        _start = _scanned = Math.Min(end + 1, _end);
        return line;
    }

    private void Fill()
    {
        if (_end - _start > MaxBytes)
        {
            _isSkipping = true;
        }

        if (_isSkipping)
        {
            _start = _scanned = _end = 0;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_scanned, _end, _start) = (_scanned - _start, _end - _start, 0);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        beforePause();
        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _isOver = read == 0;
        _end += read;
    }
}
