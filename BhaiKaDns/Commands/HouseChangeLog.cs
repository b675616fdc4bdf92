namespace BhaiKaDns.Commands;

/// <summary>What the log says of a house that is built anew.</summary>
internal sealed partial class HouseChangeLog(ILogger<HouseChangeLog> logger)
{
    public static HouseChangeLog Of(WebApplication app) => new(app.Services.GetRequiredService<ILogger<HouseChangeLog>>());

    [LoggerMessage(1010, LogLevel.Information, "The house was built anew; the sockets stayed open.")]
    public partial void Replaced();

    [LoggerMessage(1011, LogLevel.Error, "The last change of settings was taken back: {Problem}")]
    public partial void TakenBack(string problem);

    [LoggerMessage(1012, LogLevel.Error, "The house could not be built from its new settings ({Problem}); it is built from the old ones, the listeners answer meanwhile.")]
    public partial void NotStarted(string problem);

    [LoggerMessage(1013, LogLevel.Critical, "The house could not be built from its old settings either ({Problem}). Its listeners still answer; trying again in {Pause}.")]
    public partial void NotStartedAgain(string problem, TimeSpan pause);

    [LoggerMessage(1014, LogLevel.Error, "The old settings could not be written back: {Problem}")]
    public partial void NotPutBack(string problem);
}
