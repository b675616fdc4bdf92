using System.Xml.Linq;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components;

/// <summary>
/// Keeps the keys that protect forms and cookies of the pages in <c>keys</c> of the data directory, readable by the server alone, so that
/// pages outlive a restart and nothing is written to somebody's home directory.
/// </summary>
internal sealed class PageKeys(DataDirectory directory, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    public const string Folder = "keys";

    public void Configure(KeyManagementOptions options)
    {
        try
        {
            string folder = directory.Combine(Folder);
            PrivateFile.CreateFolder(folder);
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder), loggers);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Health says that the data directory cannot be written; until it can, pages live with keys of this run.
            options.XmlRepository = new EphemeralKeys();
        }
    }

    private sealed class EphemeralKeys : IXmlRepository
    {
        private readonly List<XElement> _keys = [];

        public IReadOnlyCollection<XElement> GetAllElements()
        {
            lock (_keys)
            {
                return [.. _keys];
            }
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            lock (_keys)
            {
                _keys.Add(element);
            }
        }
    }
}
