using System.Reflection;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Binds a section onto options. The framework's binder adds to a default list; here a list that is named replaces it.</summary>
internal static class SectionBinder
{
    public static void Bind(IConfigurationSection section, object options)
    {
        ClearNamedLists(section, options);
        section.Bind(options);
        BindElements(section, options);
    }

    // Elements of a list have default lists of their own, to which the framework's binder adds as well.
    private static void BindElements(IConfigurationSection section, object options)
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
                if (SettingsShape.IsGroup(element) && (property.PropertyType.IsArray || property.PropertyType.IsInterface))
                {
                    property.SetValue(options, Elements(child, element));
                }
            }
            else if (SettingsShape.IsGroup(property.PropertyType) && property.GetValue(options) is { } group)
            {
                BindElements(child, group);
            }
        }
    }

    private static Array Elements(IConfigurationSection list, Type type)
    {
        IConfigurationSection[] children = [.. list.GetChildren()];
        Array elements = Array.CreateInstance(type, children.Length);
        for (int index = 0; index < children.Length; index++)
        {
            object element = Activator.CreateInstance(type)!;
            Bind(children[index], element);
            elements.SetValue(element, index);
        }

        return elements;
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
