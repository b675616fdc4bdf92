namespace BhaiKaDns.Hosting;

/// <summary>Makes the data directory ready. Without it answers go on, so a failure is told to the health board and not thrown.</summary>
internal static class DataDirectoryPreparation
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates the directory (readable by its owner only) if it is missing, and writes a file to see that it can.</summary>
    public static void Prepare(DataDirectory directory, HealthBoard health)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory.Path);
            }
            else
            {
                Directory.CreateDirectory(directory.Path, OwnerOnly);
            }

            string probe = directory.Combine($".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            health.Report(HealthParts.DataDirectory, HealthState.Ok, "The data directory can be written.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            health.Report(HealthParts.DataDirectory, HealthState.Degraded, $"The data directory cannot be written, so nothing is kept: {exception.Message}");
        }
    }
}
