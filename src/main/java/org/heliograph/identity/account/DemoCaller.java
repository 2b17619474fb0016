package org.heliograph.identity.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.heliograph.identity.CurrentCaller;

/** Whether one of the demo's people makes the call that is being served: what they make goes when the demo is turned off. */
@RequestScoped
public class DemoCaller {
    @Inject
    private CurrentCaller caller;

    @PersistenceContext
    private EntityManager entities;

    public boolean calls() {
        return caller.find()
                .map(known -> entities.find(Account.class, known.userId()))
                .map(Account::isDemo)
                .orElse(false);
    }
}
