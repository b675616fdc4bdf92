namespace BhaiKaDns.Benchmarks;

/// <summary>One question of a device at a time since the start of the trace.</summary>
internal readonly record struct HouseholdQuery(int AtMs, int Device, int Question);
