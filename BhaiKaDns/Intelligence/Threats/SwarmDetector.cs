using System.Collections.Concurrent;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Looks at the distinct names of each device that failed (NXDOMAIN) in the last ten minutes, together: malware that looks for its master
/// asks for many names that do not exist. One thread observes; any may ask who swarms.
/// </summary>
/// <param name="thresholds">Least score by the number of names: see <see cref="ModelCard.Thresholds"/>.</param>
internal sealed class SwarmDetector(ThreatModel model, IReadOnlyDictionary<int, float> thresholds)
{
    /// <summary>Devices that are watched at once; the one whose last failure is oldest makes room.</summary>
    public const int MostDevices = 1_024;

    private const long WindowMs = 10 * 60 * 1000;

    /// <summary>How many names are judged together, the most first.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [40, 20, 10, 5];

    private readonly Dictionary<ClientAddress, SwarmWindow> _windows = [];
    private readonly ConcurrentDictionary<ClientAddress, long> _swarmingUntil = new();
    private readonly float[] _features = new float[FeatureNames.Count];
    private readonly SwarmName[] _names = new SwarmName[SwarmModel.MostNames];

    /// <summary>Whether a device was found to swarm and goes on with it.</summary>
    public bool IsSwarming(in ClientAddress client, long nowMs) => _swarmingUntil.TryGetValue(client, out long until) && until > nowMs;

    /// <summary>Takes a failed name.</summary>
    /// <param name="registrable">In lower-case wire form.</param>
    /// <param name="registrableHash">Within this process.</param>
    /// <returns>What was found, or null: told once, and again when a device stopped for ten minutes and began anew.</returns>
    public SwarmFinding? Observe(in ClientAddress client, ReadOnlySpan<byte> registrable, ulong registrableHash, long nowMs)
    {
        SwarmWindow window = WindowOf(client, nowMs);
        window.Forget(nowMs - WindowMs);
        if (!window.TryAdd(registrableHash, nowMs))
        {
            return null;
        }

        window.Set(model.AmongOthers(DomainParts.OfWire(registrable, 0), _features), registrable);
        foreach (int size in Sizes)
        {
            if (window.Count >= size)
            {
                return Judge(client, window, size, nowMs);
            }
        }

        return null;
    }

    private SwarmFinding? Judge(in ClientAddress client, SwarmWindow window, int size, long nowMs)
    {
        window.CopyNewest(_names.AsSpan(0, size));
        float score = model.Swarm.Score(_names.AsSpan(0, size));
        if (score < thresholds[size])
        {
            return null;
        }

        bool isNew = !IsSwarming(client, nowMs);
        _swarmingUntil[client] = nowMs + WindowMs;
        return isNew ? new SwarmFinding(size, score, thresholds[size], window.NewestTexts(Math.Min(size, 8))) : null;
    }

    private SwarmWindow WindowOf(in ClientAddress client, long nowMs)
    {
        if (_windows.TryGetValue(client, out SwarmWindow? window))
        {
            return window;
        }

        if (_windows.Count >= MostDevices)
        {
            (ClientAddress oldest, window) = _windows.MinBy(pair => pair.Value.LastMs);
            _windows.Remove(oldest);
            _swarmingUntil.TryRemove(oldest, out _);
            window.Forget(long.MaxValue);
        }

        window ??= new SwarmWindow();
        _windows[client] = window;
        window.Touch(nowMs);
        return window;
    }
}

/// <summary>A device asks for names that do not exist and that look made by a program.</summary>
/// <param name="Names">How many were judged together.</param>
/// <param name="Score">What they came to.</param>
/// <param name="Threshold">From where on it is told.</param>
/// <param name="Examples">Some of them in presentation form.</param>
internal sealed record SwarmFinding(int Names, float Score, float Threshold, IReadOnlyList<string> Examples);
