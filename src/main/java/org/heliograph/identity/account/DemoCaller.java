package org.heliograph.identity.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whether a demo account makes the call that is being served: what it creates is deleted when the demo is turned off. */
@RequestScoped
public class DemoCaller {
    @Inject
    private JsonWebToken token;

    @PersistenceContext
    private EntityManager entities;

    public boolean calls() {
        return Optional.ofNullable(token.getSubject())
                .map(id -> entities.find(Account.class, id))
                .map(Account::isDemo)
                .orElse(false);
    }
}
