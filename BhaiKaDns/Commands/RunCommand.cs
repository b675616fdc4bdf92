using BhaiKaDns.Hosting;

namespace BhaiKaDns.Commands;

/// <summary><c>run</c>: starts everything and stays until it is told to stop.</summary>
internal static class RunCommand
{
    public static async Task<int> InvokeAsync(CommandContext context)
    {
        if (!await context.SettingsAreGoodAsync())
        {
            return ExitCodes.BadSettings;
        }

        try
        {
            context.Composition.BoundHeap(context.Settings.Configuration.GetValue($"{MemoryOptions.Section}:{nameof(MemoryOptions.HeapLimitMegabytes)}", new MemoryOptions().HeapLimitMegabytes));
            await new RunningHouse(context.Composition).RunAsync(context.Settings);
            return ExitCodes.Done;
        }
        catch (BindException exception)
        {
            await context.Error.WriteLineAsync(exception.Message);
            return ExitCodes.AddressTaken;
        }
        catch (Exception exception)
        {
            // Left alone it would end the process by a signal; the contract promises a code, and the trace is for a bug report.
            await context.Error.WriteLineAsync(exception.ToString());
            return ExitCodes.Unexpected;
        }
    }
}
