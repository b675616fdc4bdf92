namespace BhaiKaDns.Hosting;

/// <summary>The hard limit of the managed heap. The runtime takes it from the start of a process or, as here, from its settings once those are read.</summary>
internal static class HeapLimit
{
    private const string RuntimeKey = "GCHeapHardLimit";

    /// <summary>Bounds the heap of this process; 0 changes nothing. An allocation beyond the limit fails as if the machine had no more memory.</summary>
    public static void Apply(int megabytes)
    {
        if (megabytes > 0)
        {
            AppContext.SetData(RuntimeKey, (ulong)megabytes << 20);
            GC.RefreshMemoryLimit();
        }
    }
}
