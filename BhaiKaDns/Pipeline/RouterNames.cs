using BhaiKaDns.Dns;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Asks for names of clients where the settings send reverse names: a conditional upstream, as a rule the router. Without one nothing
/// is asked, so that no upstream learns who is at home.
/// </summary>
internal sealed class RouterNames(Resolver resolver)
{
    public async ValueTask<string?> FindAsync(ClientAddress address, CancellationToken cancellationToken)
    {
        QueryContext query = new();
        byte[] message = ReverseQuestion.Write(address, id: 0, HeaderFlags.RecursionDesired, RecordClass.Internet);
        query.Receive(message, 0, message.Length);
        if (query.Parse() is not ParseError.None || !resolver.IsConditional(query.Name))
        {
            return null;
        }

        ResolvedAnswer answer = await resolver.ResolveAsync(query, cancellationToken);

        // The resolver's thread is needed for other answers.
        await Task.Yield();
        return answer.IsAnswered ? ReverseQuestion.Read(answer.Message, address) : null;
    }
}
