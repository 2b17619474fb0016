package org.heliograph.uptime.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Which page has which host name. Every request asks, so the names are kept: a change is seen within two seconds on every node. Requests at
 * an address, or at the installation's own name, as those of probes and agents, never wait for the database.
 */
@ApplicationScoped
public class PageHosts {
    private static final Logger LOG = Logger.getLogger(PageHosts.class.getName());
    private static final String SLUG = PageHosts.class.getName() + ".slug";
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Supplier<Map<String, String>> read;
    private final Optional<String> installation;
    private final LongSupplier nanoTime;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known;

    private record Known(Map<String, String> slugs, long nanos) {}

    /** For the container. */
    protected PageHosts() {
        this(Map::of, Optional.empty(), () -> 0);
    }

    @Inject
    PageHosts(SqlTemplate sql, Configuration configuration) {
        this(() -> read(sql), configuration.find(NodeSettings.PUBLIC_URL), System::nanoTime);
    }

    /** @param read the slugs by host name @param publicUrl of the installation */
    PageHosts(Supplier<Map<String, String>> read, Optional<String> publicUrl, LongSupplier nanoTime) {
        this.read = read;
        installation = publicUrl.flatMap(HostName::ofUrl);
        this.nanoTime = nanoTime;
    }

    private static Map<String, String> read(SqlTemplate sql) {
        Map<String, String> slugs = new HashMap<>();
        sql.query(
                "select host, slug from status_page where host is not null",
                row -> slugs.put(row.text("host"), row.text("slug")));
        return slugs;
    }

    /** The slug of the page that is served at a host; empty at hosts of the whole installation. @param header {@code Host} */
    public Optional<String> slugAt(String header) {
        Optional<String> host = HostName.ofHeader(header);
        return host.isEmpty() || host.equals(installation) ? Optional.empty() : host.map(name -> slugs().get(name));
    }

    /** Whether a name is that of the installation itself, by its configured address or by the request of its administrator. */
    public boolean isInstallation(String name, String header) {
        return installation.filter(name::equals).isPresent()
                || HostName.ofHeader(header).filter(name::equals).isPresent();
    }

    private Map<String, String> slugs() {
        Known found = known;
        if (found == null || nanoTime.getAsLong() - found.nanos() > KEPT.toNanos()) {
            refresh(found);
            found = known;
        }
        return found == null ? Map.of() : found.slugs();
    }

    /** One request reads the names; others use the old ones, and wait only before there are any. */
    private void refresh(Known before) {
        try {
            if (!(before == null
                    ? reading.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    : reading.tryLock())) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (known == before) {
                known = new Known(readOr(before), nanoTime.getAsLong());
            }
        } finally {
            reading.unlock();
        }
    }

    private Map<String, String> readOr(Known before) {
        try {
            return Map.copyOf(read.get());
        } catch (RuntimeException failed) {
            LOG.log(Level.FINE, failed, () -> "The host names of status pages could not be read");
            return before == null ? Map.of() : before.slugs();
        }
    }

    /** Notes that a request is for the only page of its host. */
    public static void mark(ServletRequest request, String slug) {
        request.setAttribute(SLUG, slug);
    }

    /** The slug that {@link #mark} noted. */
    public static Optional<String> marked(ServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(SLUG));
    }
}
