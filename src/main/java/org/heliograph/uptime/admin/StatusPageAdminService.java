package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.FlushModeType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.appearance.AppearanceForm;
import org.heliograph.uptime.appearance.LogoRepository;
import org.heliograph.uptime.host.HostName;
import org.heliograph.uptime.host.PageHosts;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PagePasswordVerifier;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.StatusPage;
import org.heliograph.uptime.subscriber.SubscriberRepository;

/** Administers status pages. Deleting one deletes its incidents, maintenances and subscribers. */
@ApplicationScoped
public class StatusPageAdminService extends AdminService<StatusPage> {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,100}");
    /** Of answers, which scripts send back; in a body, {@code logo} has the content. */
    private static final String LOGO_URL = "logoUrl";

    private static final String HOST = "host";
    private static final String MAIL = "mailSubscription";
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1000;

    @Inject
    private MonitorReferences references;

    @Inject
    private PagePasswordVerifier passwords;

    @Inject
    private EventLog log;

    @Inject
    private AppearanceForm appearance;

    @Inject
    private LogoRepository logos;

    @Inject
    private SubscriberRepository subscribers;

    @Inject
    private PageHosts hosts;

    @Inject
    private HttpServletRequest request;

    /** For the container. */
    public StatusPageAdminService() {
        super(StatusPage.class, "status page", "slug", StatusPage::getSlug, Set.of());
    }

    @Override
    protected StatusPage instantiate(String id, Instant now) {
        return new StatusPage(id, now);
    }

    /** Hashes the password: that takes long, and pulses wait while the topology is locked. */
    @Override
    protected BiConsumer<StatusPage, FieldReader> prepare(FieldReader form) {
        Optional<String> passwordHash = password(form).map(passwords::hash);
        return (page, filled) -> fill(page, filled, passwordHash);
    }

    @Override
    protected void requireFreeId(String id) {
        if (entities().find(StatusPage.class, id) != null) {
            throw taken();
        }
    }

    @Override
    protected void deleted(StatusPage page) {
        logos.delete(page.getId());
        revokeAccess(page);
    }

    @Override
    protected void describe(StatusPage page, JsonObjectBuilder json) {
        json.add("slug", page.getSlug())
                .add("items", IdList.json(page.getItems()))
                .add("leafItems", IdList.json(page.getLeafItems()))
                .add("protected", page.isProtectedByPassword())
                .add("reports", page.isReports())
                .add(MAIL, page.isMailSubscription());
        Appearance look = page.getAppearance();
        look.describe(json);
        if (look.logo() != null) {
            json.add(LOGO_URL, look.logo().path());
        }
        if (page.getHost() != null) {
            json.add(HOST, page.getHost());
        }
    }

    private static Optional<String> password(FieldReader form) {
        return form.secret("password", SHORTEST_PASSWORD, LONGEST_PASSWORD);
    }

    private void fill(StatusPage page, FieldReader form, Optional<String> passwordHash) {
        form.need("slug", "items").ignore(LOGO_URL);
        form.matching("slug", SLUG.asMatchPredicate(), "1 to 100 lower-case letters, digits or hyphens")
                .ifPresent(page::setSlug);
        form.flag("reports").ifPresent(page::setReports);
        form.flag(MAIL).ifPresent(page::setMailSubscription);
        appearance.fill(page, form);
        fillHost(page, form);
        references.readList(form, "items", "addItems", page.getItems()).ifPresent(page::setItems);
        references.read(form, "leafItems").ifPresent(page::setLeafItems);
        if (form.cleared("password") && page.isProtectedByPassword()) {
            page.setPasswordHash(null);
            log.purge(PageTopics.events(page.getId()));
        }
        password(form);
        if (passwordHash.isPresent()) {
            page.setPasswordHash(passwordHash.get());
            // they may not know the new password
            subscribers.removeAll(page.getId());
            revokeAccess(page);
        }
    }

    /**
     * The name of the installation itself would lock its administrators out. Names belong to the installation: only its administrators come
     * here, and each name has one page.
     */
    private void fillHost(StatusPage page, FieldReader form) {
        if (form.cleared(HOST)) {
            page.setHost(null);
            return;
        }
        form.matching(
                        HOST,
                        name -> HostName.isName(name.toLowerCase(Locale.ROOT)),
                        "a host name such as status.example.org, without a port")
                .map(name -> name.toLowerCase(Locale.ROOT))
                .ifPresent(name -> {
                    if (hosts.isInstallation(name, request.getHeader("Host"))) {
                        form.wrong(HOST
                                + " must not be that of the installation, which would then show nothing but this page");
                    } else {
                        requireFreeHost(page, name);
                        page.setHost(name);
                    }
                });
    }

    private void requireFreeHost(StatusPage page, String name) {
        long others = entities()
                .createQuery("select count(p.id) from StatusPage p where p.host = :host and p.id <> :id", Long.class)
                .setParameter("host", name)
                .setParameter("id", page.getId())
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
        if (others > 0) {
            throw ApiException.conflict("Another status page has this host.");
        }
    }

    /** Purges the events of a page, which its future readers may not be allowed to read, and ends its subscriptions on every node. */
    private void revokeAccess(StatusPage page) {
        log.purge(PageTopics.events(page.getId()));
        log.publish(
                PageTopics.ACCESS_REVOKED,
                "shut",
                JsonText.object()
                        .add("id", page.getId())
                        .add("slug", page.getSlug())
                        .build());
    }
}
