using BhaiKaDns.Access;

namespace BhaiKaDns.Administration.Home;

/// <summary>Sends the domains of an offer to the router from now on; joined in <c>Program.cs</c> with whatever keeps the settings.</summary>
internal delegate Task<Outcome> SaveConditional(Actor actor, ConditionalOffer offer, CancellationToken cancellationToken);
