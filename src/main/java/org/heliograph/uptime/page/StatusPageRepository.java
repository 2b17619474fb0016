package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.heliograph.uptime.monitor.IdList;

/** Reads status pages. */
@ApplicationScoped
public class StatusPageRepository {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private PagePasswordVerifier passwords;

    /** Finds a page by its slug. */
    @Transactional
    public Optional<PageView> find(String slug) {
        if (!IdList.isId(slug)) {
            return Optional.empty();
        }
        return entities.createQuery("select p from StatusPage p where p.slug = :slug", StatusPage.class)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst()
                .map(PageView::of);
    }

    @Transactional
    public Optional<PageView> findById(String id) {
        return IdList.isId(id)
                ? Optional.ofNullable(entities.find(StatusPage.class, id)).map(PageView::of)
                : Optional.empty();
    }

    /** All pages, in no order. */
    @Transactional
    public List<PageView> list() {
        return entities.createQuery("select p from StatusPage p", StatusPage.class)
                .getResultStream()
                .map(PageView::of)
                .toList();
    }

    /**
     * Whether a reader may read a page. Call it outside a transaction: checking a password takes up to a tenth of a second.
     *
     * @param proof the BLAKE2b-512 of the password in hexadecimal digits, as the reader sent it; null without one
     * @throws org.heliograph.rest.ApiException 429 when too many passwords are being checked
     */
    public boolean mayRead(PageView page, String proof) {
        return !page.protectedPage()
                || (proof != null && passwords.verify(page.id(), passwords.stored(page.id()), proof));
    }
}
