package org.heliograph.uptime.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.account.DemoCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Body;
import org.heliograph.rest.Form;
import org.heliograph.uptime.admin.Editor;
import org.heliograph.uptime.admin.Ids;
import org.heliograph.uptime.admin.MonitorReferences;
import org.heliograph.uptime.admin.MonitorReferrer;
import org.heliograph.uptime.monitor.MonitorTopology;

/** Writes status pages. */
@ApplicationScoped
public class StatusPageEditor extends Editor<StatusPage> implements MonitorReferrer {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,100}");
    private static final int LONGEST_NAME = 200;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1000;

    @Inject
    private MonitorReferences references;

    @Inject
    private PagePasswords passwords;

    @Inject
    private MonitorTopology outline;

    @Inject
    private DemoCaller demo;

    @Inject
    private EventLog log;

    @Inject
    private Clock clock;

    /** For the container. */
    public StatusPageEditor() {
        super(StatusPage.class, "status page", "There is a status page of this id or slug.");
    }

    @Override
    @Transactional
    public String create(Body body) {
        Optional<String> passwordHash = passwordHash(Form.ofNew(body));
        outline.change();
        Form form = Form.ofNew(body);
        StatusPage page = new StatusPage(Ids.ofNew(form), "", "", Timestamps.now(clock));
        page.setDemo(demo.calls());
        fill(page, form, passwordHash);
        if (entities().find(StatusPage.class, page.getId()) != null) {
            throw taken();
        }
        requireFreeSlug(page);
        entities().persist(page);
        flush();
        return page.getId();
    }

    @Override
    @Transactional
    public void change(String id, Body body) {
        Optional<String> passwordHash = passwordHash(Form.ofChange(body));
        outline.change();
        StatusPage page = find(id);
        Form form = Form.ofChange(body);
        Ids.keep(form, id);
        fill(page, form, passwordHash);
        requireFreeSlug(page);
        page.setUpdatedAt(Timestamps.now(clock));
        flush();
    }

    /** Deletes it with its incidents and maintenances. */
    @Override
    @Transactional
    public void delete(String id) {
        outline.change();
        StatusPage page = find(id);
        entities().remove(page);
        shut(page);
    }

    @Override
    @Transactional
    public void forget(String id) {
        List<StatusPage> pages = entities()
                .createQuery("select p from StatusPage p order by p.id", StatusPage.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        for (StatusPage page : pages) {
            MonitorReferences.drop(id, page.getItems(), page::setItems);
            MonitorReferences.drop(id, page.getLeafItems(), page::setLeafItems);
        }
    }

    /** Before anything is locked: hashing takes long, and pulses wait for what {@link MonitorTopology#change} locks. */
    private Optional<String> passwordHash(Form form) {
        return password(form).map(passwords::hash);
    }

    private static Optional<String> password(Form form) {
        return form.secret("password", SHORTEST_PASSWORD, LONGEST_PASSWORD);
    }

    private void fill(StatusPage page, Form form, Optional<String> passwordHash) {
        form.need("name", "slug", "items").keep("reports");
        form.text("name", LONGEST_NAME).ifPresent(page::setName);
        form.matching("slug", SLUG, "1 to 100 lower-case letters, digits or hyphens")
                .ifPresent(page::setSlug);
        form.flag("reports").ifPresent(page::setReports);
        references.read(form, "items").ifPresent(page::setItems);
        references.read(form, "leafItems").ifPresent(page::setLeafItems);
        if (form.cleared("password") && page.getPasswordHash() != null) {
            page.setPasswordHash(null);
            log.purge(PageTopics.events(page.getId()));
        }
        password(form);
        form.check();
        if (passwordHash.isPresent()) {
            page.setPasswordHash(passwordHash.get());
            shut(page);
        }
    }

    /** Who reads it from now on need not be allowed to read what was told until now. */
    private void shut(StatusPage page) {
        log.purge(PageTopics.events(page.getId()));
        log.publish(
                PageTopics.SHUT,
                "shut",
                JsonText.object()
                        .add("id", page.getId())
                        .add("slug", page.getSlug())
                        .build());
    }

    private void requireFreeSlug(StatusPage page) {
        long others = entities()
                .createQuery("select count(p.id) from StatusPage p where p.slug = :slug and p.id <> :id", Long.class)
                .setParameter("slug", page.getSlug())
                .setParameter("id", page.getId())
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
        if (others > 0) {
            throw taken();
        }
    }
}
