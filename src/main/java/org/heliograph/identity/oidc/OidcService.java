package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.limit.AddressLimiter;
import org.heliograph.identity.provider.ProviderClient;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.identity.provider.SignInState;
import org.heliograph.identity.signin.SignInMetrics;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.rest.ApiException;

/** Takes what the provider sent back, within the limits of sign-ins from one address. The provider is asked outside of any transaction. */
@ApplicationScoped
public class OidcService {
    private static final int SERVER_ERROR = 500;
    private static final double MILLIS = 1_000;

    @Inject
    private ProviderClient provider;

    @Inject
    private FirstSignInService first;

    @Inject
    private ProviderSignInService signIns;

    @Inject
    private AddressLimiter addresses;

    @Inject
    private AuditTrail audit;

    /**
     * Signs a person in.
     *
     * @param begun what the browser has begun with this state; empty for nothing
     * @throws ApiException 403 {@code PROVIDER_REFUSED}, {@code UNKNOWN_SIGN_IN}, {@code NO_ACCOUNT} or {@code ACCOUNT_DISABLED}, 409
     *     {@code ACCOUNT_EXISTS}, 429, 503 when the provider does not answer
     */
    SignInService.SignedIn signIn(
            Optional<SignInState> begun, OidcResource.CallbackRequest callback, SignInClient client) {
        return SignInMetrics.count(() -> {
            ProviderIdentity identity = identify(begun, callback, client);
            audit.attemptWith(identity.email());
            first.ensureAccount(identity, client);
            return signIns.begin(identity, client);
        });
    }

    /** The person whom the provider has signed in. @throws ApiException as {@link #signIn} */
    ProviderIdentity identify(Optional<SignInState> begun, OidcResource.CallbackRequest callback, SignInClient client) {
        long wait = addresses.waitMillis(client.group());
        if (wait > 0) {
            throw new ApiException(429, "RATE_LIMITED", "Too many failed sign-ins from your network address.")
                    .retryAfter((long) Math.ceil(wait / MILLIS));
        }
        try {
            return exchange(begun, callback);
        } catch (ApiException refused) {
            if (refused.status() < SERVER_ERROR) {
                addresses.count(client.group());
            }
            throw refused;
        }
    }

    private ProviderIdentity exchange(Optional<SignInState> begun, OidcResource.CallbackRequest callback) {
        // first of all: an error in a link that somebody else has made is not shown
        SignInState own = begun.orElseThrow(
                () -> new ApiException(
                        403,
                        "UNKNOWN_SIGN_IN",
                        "This sign-in did not begin in this browser at this address, or took more than ten minutes. Sign in again."));
        if (callback.error().isPresent()) {
            throw ProviderClient.refusal(
                    callback.error().get(), callback.errorDescription().orElse(null));
        }
        String code = callback.code().orElseThrow(() -> ProviderClient.refusal("no code was sent", null));
        return provider.exchange(own, code, callback.iss().orElse(null));
    }
}
