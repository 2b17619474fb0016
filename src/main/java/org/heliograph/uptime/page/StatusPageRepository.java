package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.heliograph.uptime.monitor.IdList;

/** The status pages as stored, for whoever reads them. */
@ApplicationScoped
public class StatusPageRepository {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private PagePasswords passwords;

    /** The page of a slug. */
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

    /** All, by name. */
    @Transactional
    public List<PageView> list() {
        return entities.createQuery("select p from StatusPage p order by p.name, p.id", StatusPage.class)
                .getResultStream()
                .map(PageView::of)
                .toList();
    }

    /**
     * Whether somebody may read a page.
     *
     * @param proof the BLAKE2b-512 of its password in hexadecimal digits, as the reader sent it; null when they sent none
     */
    public boolean mayRead(PageView page, String proof) {
        return !page.protectedPage()
                || (proof != null && passwords.prove(page.id(), passwords.stored(page.id()), proof));
    }
}
