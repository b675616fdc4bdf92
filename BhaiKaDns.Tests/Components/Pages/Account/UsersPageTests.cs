using BhaiKaDns.Access;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Administration;
using BhaiKaDns.Storage;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.Account;

internal sealed class UsersPageTests
{
    private AccessUnderTest _access = null!;

    [SetUp]
    public void Open() => _access = new AccessUnderTest();

    [TearDown]
    public void Close() => _access.Dispose();

    [Test]
    public async Task Open_SomeUsers_ListsThem()
    {
        UserAccount asha = new() { Name = "asha", Role = Role.Admin, PasswordHash = "", CreatedAt = _access.Time.GetUtcNow() };
        await _access.Get<UserAccounts>().AddAsync(asha, onlyFirst: true, CancellationToken.None);
        await using PageContext context = Context();

        IRenderedComponent<UsersPage> page = Render(context);

        page.WaitUntil(() => Assert.That(page.Find(".thing-name").TextContent, Is.EqualTo("asha")));
        Assert.That((page.FindAll("[role=alert]").Count, page.FindAll(".notice").Count), Is.EqualTo((0, 0)));
    }

    private static IRenderedComponent<UsersPage> Render(PageContext context) => context.Render<UsersPage>(
        parameters => parameters.AddCascadingValue(Actor.OfUser("asha", Role.Admin, ActorKind.Session, "192.168.1.5")));

    private PageContext Context()
    {
        PageContext context = new(services => services
            .AddSingleton(_access.Get<StateStore>())
            .AddSingleton(_access.Get<UserAccounts>())
            .AddSingleton(_access.Get<SessionRegister>())
            .AddSingleton(_access.Get<PasswordHasher>())
            .AddSingleton(_access.Get<IOptions<AccessOptions>>())
            .AddSingleton<AccountAdministration>());
        context.ComponentFactories.AddStub<TokensPanel>();
        return context;
    }
}
