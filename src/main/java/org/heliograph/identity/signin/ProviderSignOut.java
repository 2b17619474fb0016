package org.heliograph.identity.signin;

import java.util.Optional;

/** The sign-out at the OpenID Connect provider; implemented by the package {@code identity.oidc}, which this one does not depend on. */
public interface ProviderSignOut {
    /** Where the browser ends the provider's session, too; empty when the session of the token did not begin there. */
    Optional<String> urlOf(String refreshToken);
}
