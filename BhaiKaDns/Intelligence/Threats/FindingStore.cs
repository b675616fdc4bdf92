using System.Text.Json;
using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>What was found, newest last, kept in <c>threats.json</c> of the data directory. Any thread.</summary>
internal sealed class FindingStore(IOptions<IntelligenceOptions> options, DataDirectory directory, TimeProvider time)
{
    private const string FileName = "threats.json";
    private const long MaxFileLength = 64 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Client, string Name), Finding> _findings = [];
    private long _lastId;
    private bool _isChanged;

    /// <summary>Something changed; called outside the lock, on the thread that changed it.</summary>
    public event EventHandler? Changed;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Finding> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _findings.Values.OrderByDescending(finding => finding.LastSeen).ThenByDescending(finding => finding.Id)];
            }
        }
    }

    public Finding? Find(long id)
    {
        lock (_gate)
        {
            return _findings.Values.FirstOrDefault(finding => finding.Id == id);
        }
    }

    /// <summary>Adds what was found, or counts it once more. What was silenced is only counted.</summary>
    /// <returns>The finding if people should hear of it: it is new, or was acknowledged and is back after a day.</returns>
    public Finding? Report(string kind, string client, string name, string text, double score, IReadOnlyList<Queries.Evidence> evidence, bool isBlocked)
    {
        DateTimeOffset now = time.GetUtcNow();
        Finding kept;
        bool isTold;
        lock (_gate)
        {
            if (_findings.TryGetValue((kind, client, name), out Finding? known))
            {
                bool isBack = known.IsAcknowledged && now - known.LastSeen > TimeSpan.FromDays(1);
                kept = known with
                {
                    LastSeen = now,
                    Count = known.Count + 1,
                    Score = score,
                    Text = text,
                    Evidence = evidence,
                    IsBlocked = known.IsBlocked || isBlocked,
                    IsAcknowledged = known.IsAcknowledged && !isBack,
                };
                isTold = isBack && !known.IsSilenced;
            }
            else
            {
                kept = new Finding(++_lastId, kind, client, name, text, now, now, 1, score, evidence, isBlocked);
                isTold = true;
            }

            _findings[(kind, client, name)] = kept;
            MakeRoom();
            _isChanged = true;
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return isTold ? kept : null;
    }

    /// <summary>Counts something that was blocked for a finding, and keeps the evidence that led to it.</summary>
    public void Blocked(string kind, string client, string name, string text)
    {
        (string, string, string) key = (kind, client, name);
        bool isKnown;
        lock (_gate)
        {
            isKnown = _findings.TryGetValue(key, out Finding? known);
            if (isKnown)
            {
                _findings[key] = known! with { LastSeen = time.GetUtcNow(), Count = known.Count + 1, IsBlocked = true };
                _isChanged = true;
            }
        }

        if (isKnown)
        {
            Changed?.Invoke(this, EventArgs.Empty);
            return;
        }

        _ = Report(kind, client, name, text, score: 0, [], isBlocked: true);
    }

    /// <summary>Marks a finding; null leaves a mark as it is.</summary>
    public Finding? Mark(long id, bool? isAcknowledged, bool? isSilenced)
    {
        Finding? marked = null;
        lock (_gate)
        {
            if (Find(id) is { } found)
            {
                marked = found with { IsAcknowledged = isAcknowledged ?? found.IsAcknowledged, IsSilenced = isSilenced ?? found.IsSilenced };
                _findings[(found.Kind, found.Client, found.Name)] = marked;
                _isChanged = true;
            }
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return marked;
    }

    /// <summary>Reads what was kept.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">It is damaged.</exception>
    public void Load()
    {
        FileInfo file = new(Path.Combine(directory.Path, FileName));
        if (!file.Exists || file.Length > MaxFileLength)
        {
            return;
        }

        List<Finding> kept = JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), FindingJson.Default.ListFinding) ?? [];
        lock (_gate)
        {
            foreach (Finding finding in kept)
            {
                _findings.TryAdd((finding.Kind, finding.Client, finding.Name), finding);
                _lastId = Math.Max(_lastId, finding.Id);
            }
        }
    }

    /// <summary>Writes what changed since the last time, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; the old file stands.</exception>
    public void Save()
    {
        byte[] text;
        lock (_gate)
        {
            if (!_isChanged)
            {
                return;
            }

            text = JsonSerializer.SerializeToUtf8Bytes([.. _findings.Values.OrderBy(finding => finding.Id)], FindingJson.Default.ListFinding);
            _isChanged = false;
        }

        try
        {
            string path = Path.Combine(directory.Path, FileName);
            string beside = path + ".new";
            FileStreamOptions owner = new() { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (FileStream stream = new(beside, owner))
            {
                stream.Write(text);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            lock (_gate)
            {
                _isChanged = true;
            }

            throw;
        }
    }

    private void MakeRoom()
    {
        while (_findings.Count > options.Value.MostFindings)
        {
            Finding oldest = _findings.Values.OrderBy(finding => finding.IsSilenced).ThenBy(finding => finding.LastSeen).First();
            _findings.Remove((oldest.Kind, oldest.Client, oldest.Name));
        }
    }
}
