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
    private static final String ATTEMPT = RequestAuditSource.class.getName();

    @Inject
    private HttpServletRequest request;

    @Inject
    private ClientAddressResolver addresses;

    @Override
    public Optional<Actor> actor() {
        return isServing() && request.getUserPrincipal() instanceof Caller caller
                ? Optional.of(new Actor(caller.userId(), caller.email()))
                : Optional.empty();
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
