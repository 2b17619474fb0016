package org.heliograph.identity;

import java.security.Principal;
import java.util.Optional;

/** The caller behind a principal that the container hands out, such as that of a WebSocket session. */
public final class Callers {
    private Callers() {}

    /**
     * @param principal what {@code Session.getUserPrincipal()} or {@code HandshakeRequest.getUserPrincipal()} gives; null
     *                  for an anonymous one
     */
    public static Optional<Caller> of(Principal principal) {
        return principal instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }
}
