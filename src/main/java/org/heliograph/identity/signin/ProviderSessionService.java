package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.client.SignInClient;

/** Begins sessions of people whom an OpenID Connect provider has signed in. They are sessions like any other. */
@ApplicationScoped
public class ProviderSessionService {
    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private SignInService signIn;

    @Inject
    private SessionAudit audit;

    /** A session that has begun. @param session its id */
    public record Begun(String session, SignInService.SignedIn signedIn) {}

    /** Begins a session, in the transaction of the caller. @param account enabled, with a locked row */
    @Transactional(Transactional.TxType.MANDATORY)
    public Begun begin(Account account, SignInClient client, String issuer) {
        audit.signedInBy(account, client, issuer);
        RefreshTokenService.Started started = refreshTokens.begin(account, client);
        return new Begun(started.session(), signIn.signedIn(started));
    }
}
