namespace BhaiKaDns.Hosting;

/// <summary>The log on the terminal: one line an event, with its time and event id.</summary>
internal static class ConsoleLogging
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Our own slices speak from Information, the framework from Warning; section <c>Logging</c> changes both.</summary>
    /// <param name="hasStarted">The host's word on a start that failed is left out: the command says it in one line, with its exit code.</param>
    public static ILoggingBuilder AddConsoleLines(this ILoggingBuilder logging, IConfiguration configuration, Func<bool> hasStarted)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);

        // It warns at each start that keys lie unencrypted; they are readable by this account alone, which could decrypt them too.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddFilter(HostCategory, level => level >= LogLevel.Warning && hasStarted());
        return logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
    }
}
