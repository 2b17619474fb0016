package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.heliograph.audit.AuditSource;
import org.heliograph.identity.client.ClientAddressResolver;

/** The caller and the address of the request that is being served; nothing while none is. */
@ApplicationScoped
public class RequestAuditSource implements AuditSource {
    /** The request attribute that says whether we signed the caller's token. */
    static final String OURS = RequestAuditSource.class.getName() + ".ours";

    private static final String UNKNOWN_ISSUER = "unknown issuer";
    private static final String ATTEMPT = RequestAuditSource.class.getName();

    @Inject
    private HttpServletRequest request;

    @Inject
    private ClientAddressResolver addresses;

    @Override
    public Optional<Actor> actor() {
        return isServing() && request.getUserPrincipal() instanceof Caller caller
                ? Optional.of(actor(caller, Boolean.TRUE.equals(request.getAttribute(OURS))))
                : Optional.empty();
    }

    /** Another issuer may call its users what it likes, also by the id or address of an account of ours: it is named in front of them. */
    static Actor actor(Caller caller, boolean ours) {
        if (caller.apiToken() != null) {
            return new Actor(
                    caller.userId(),
                    caller.email() + ", API token " + caller.apiToken().name());
        }
        if (ours) {
            return new Actor(caller.userId(), caller.email());
        }
        String issuer =
                caller.getIssuer() == null || caller.getIssuer().isBlank() ? UNKNOWN_ISSUER : caller.getIssuer();
        return new Actor(issuer + "|" + caller.userId(), caller.email() == null ? null : issuer + "|" + caller.email());
    }

    @Override
    public String address() {
        return isServing() ? addresses.address(request) : null;
    }

    @Override
    public void note(Attempt attempt) {
        if (isServing()) {
            request.setAttribute(ATTEMPT, attempt);
        }
    }

    @Override
    public Attempt attempt() {
        return isServing() && request.getAttribute(ATTEMPT) instanceof Attempt noted
                ? noted
                : new Attempt(null, null, null);
    }

    /** Jobs, the start and JMX have no request; servers say so in different ways. */
    private boolean isServing() {
        try {
            return request.getMethod() != null;
        } catch (ContextNotActiveException | IllegalStateException | NullPointerException none) {
            return false;
        }
    }
}
