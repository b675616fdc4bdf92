using System.CommandLine;

namespace BhaiKaDns.Commands;

/// <summary><c>settings get</c> and <c>settings set</c> on the command line.</summary>
internal static class SettingsCommands
{
    public static Command Of(CommandContext context)
    {
        Command settings = new("settings", "Show or change a setting of the running instance, as the page of settings does.");
        settings.Add(Get(context));
        settings.Add(Set(context));
        return settings;
    }

    private static Command Get(CommandContext context)
    {
        Argument<string> key = new("KEY") { Description = "For example Cache:Capacity; a section shows all of its keys." };
        Command get = new("get", "Print what is in force.") { key };
        get.SetAction((parsed, cancellation) => SettingsCommand.GetAsync(context, parsed.GetRequiredValue(key), cancellation));
        return get;
    }

    private static Command Set(CommandContext context)
    {
        Argument<string> key = new("KEY") { Description = "For example Cache:Capacity." };
        Argument<string> value = new("VALUE") { Description = "What it is to be; a list with commas or as JSON." };
        Command set = new("set", "Change one setting; the server judges it, keeps it and puts it in force.") { key, value };
        set.SetAction((parsed, cancellation) => SettingsCommand.SetAsync(context, parsed.GetRequiredValue(key), parsed.GetRequiredValue(value), cancellation));
        return set;
    }
}
