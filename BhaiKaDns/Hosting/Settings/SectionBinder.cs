using System.Reflection;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Binds a section onto options. The framework's binder adds to a default list; here a list that is named replaces it.</summary>
internal static class SectionBinder
{
    public static void Bind(IConfigurationSection section, object options)
    {
        ClearNamedLists(section, options);
        section.Bind(options);
    }

    private static void ClearNamedLists(IConfigurationSection section, object options)
    {
        foreach (PropertyInfo property in SettingsShape.Keys(options.GetType()))
        {
            IConfigurationSection child = section.GetSection(property.Name);
            if (!child.Exists())
            {
                continue;
            }

            if (SettingsShape.ElementType(property.PropertyType) is { } element)
            {
                property.SetValue(options, Empty(property.PropertyType, element));
            }
            else if (SettingsShape.IsGroup(property.PropertyType) && property.GetValue(options) is { } group)
            {
                ClearNamedLists(child, group);
            }
        }
    }

    private static object Empty(Type list, Type element) =>
        list.IsArray || list.IsInterface ? Array.CreateInstance(element, 0) : Activator.CreateInstance(list)!;
}
