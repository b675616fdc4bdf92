using BhaiKaDns.Access;

namespace BhaiKaDns.Administration.Home;

/// <summary>Sends the domains of an offer to the router from now on.</summary>
internal delegate Task<Outcome> SaveConditional(Actor actor, ConditionalOffer offer, CancellationToken cancellationToken);
