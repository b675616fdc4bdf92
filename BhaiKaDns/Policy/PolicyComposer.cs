using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Policy;

/// <summary>
/// Puts the parts together to what is decided for each class of devices. Numbers of classes and views of lists outlive one composing.
/// Used by one thread at a time.
/// </summary>
internal sealed class PolicyComposer
{
    private readonly ClassNumbers _numbers = new();
    private readonly ViewCache _views = new();

    public PolicySnapshot Compose(uint generation, PolicyParts parts)
    {
        _views.Begin();
        ClassBuilder classes = new(parts, _numbers, _views);
        ClientTable clients = new ClientTableBuilder(parts, classes).Build();
        return new PolicySnapshot(generation, classes.Build(), clients);
    }
}
