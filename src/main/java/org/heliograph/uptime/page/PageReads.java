package org.heliograph.uptime.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.cache.ReaderRequest;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses;
import org.heliograph.uptime.monitor.MonitorRepository;

/**
 * Answers the readers of status pages. All readers of a page share a response for a second, and less when something changes: the
 * version of a page is the revision of the topology and the number of the page's logged events. Both are read from the
 * database for each reader, so that a reader who got an event or the answer to a change, on any node, never gets a response that is older. Pulses, which
 * are not logged, and uptimes are at most a second old.
 */
@ApplicationScoped
public class PageReads {
    private static final int MOST_PAGES = 1_000;

    private final PageAccess access;
    private final MonitorRepository monitors;
    private final EventLog log;
    private final SharedResponses responses;
    private final ShownItems shown;

    /** Pages by slug, each with a revision of the topology that is not newer. */
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST_PAGES)
            .executor(Runnable::run)
            .build();

    private final AtomicLong changes = new AtomicLong();

    private record Known(PageView page, TopologyRevision revision) {}

    /**
     * What a response is made of: newer than it, never older.
     *
     * @param position  the end of the page's log
     * @param committed how many events of the page have been committed, also those that have no sequence number yet
     * @param changes   of states on this node that are no events
     */
    public record Version(TopologyRevision revision, LogPosition position, long committed, long changes) {}

    /** A page, and what its responses and documents are made of. */
    public record State(PageView page, Version version) {}

    /** Makes the response of a page from rows that are read now. */
    public interface Read {
        SharedContent read(PageView page, Version version);
    }

    /** Refuses what a page does not offer, by an {@link ApiException}. Called for each reader: it must not read rows. */
    public interface Offer {
        /** @param shows whether the page shows the monitor or group with an id */
        void check(PageView page, Predicate<String> shows);
    }

    /** For the container. */
    protected PageReads() {
        this(null, null, null, null);
    }

    @Inject
    PageReads(PageAccess access, MonitorRepository monitors, EventLog log, SharedResponses responses) {
        this.access = access;
        this.monitors = monitors;
        this.log = log;
        this.responses = responses;
        shown = new ShownItems(() -> monitors.topology());
    }

    /** What concerns one monitor or group, which the page must show. */
    public static Offer showing(String id) {
        return (page, shows) -> {
            if (!shows.test(id)) {
                throw ApiException.notFound("This is not on the status page.");
            }
        };
    }

    /** The page of a slug, for a document about it, which has no secrets; empty without one. */
    public Optional<State> find(String slug) {
        try {
            return Optional.of(state(slug));
        } catch (ApiException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** As the other method, for what every page offers. */
    public CompletionStage<Response> answer(
            String slug, HttpHeaders headers, String what, SharedResponses.Cost cost, Read read) {
        return answer(slug, headers, what, cost, (page, shows) -> {}, read);
    }

    /**
     * Answers a reader of a page.
     *
     * @param what  which of the page's responses, so that equal texts mean equal responses
     * @param offer checked before anything is computed, so that requests for what is not there do not delay other readers
     * @param read  called on another thread than the request's, for several readers
     * @return fails with 404 without such a page, 401 when its password is missing or wrong, 503 when too many wait, and as the offer
     */
    public CompletionStage<Response> answer(
            String slug, HttpHeaders headers, String what, SharedResponses.Cost cost, Offer offer, Read read) {
        ReaderRequest reader = ReaderRequest.of(headers);
        State state = state(slug);
        PageView checked = state.page();
        access.check(checked, reader.authorization());
        check(offer, state);
        String protection = checked.protectedPage() ? " protected " : " open ";
        return responses.answer(
                reader, checked.id() + protection + what, state.version(), checked.protectedPage(), cost, () -> {
                    State current = state(slug);
                    requireSame(checked, current.page());
                    check(offer, current);
                    return new SharedResponses.Versioned(
                            read.read(current.page(), current.version()), current.version());
                });
    }

    private void check(Offer offer, State state) {
        offer.check(
                state.page(), id -> shown.contain(state.page(), state.version().revision(), id));
    }

    /** The page may have changed since its password was checked: another has its slug, or it has got a password. */
    private static void requireSame(PageView checked, PageView current) {
        if (!current.id().equals(checked.id())) {
            throw PageAccess.unknown();
        }
        if (current.protectedPage() && !checked.protectedPage()) {
            throw ApiException.unauthorized(PageAccess.PASSWORD_REQUIRED);
        }
    }

    /** A state has changed, and the change is committed, without an event that is logged: no reader gets an older response. */
    public void changed() {
        changes.incrementAndGet();
    }

    private State state(String slug) {
        long before = changes.get();
        // first the revision: a page newer than it is read again needlessly, an older one would be stale
        String epoch = log.epoch();
        TopologyRevision revision = new TopologyRevision(epoch, monitors.topologyRevision());
        Known found = known.getIfPresent(slug);
        if (found == null || !found.revision().equals(revision)) {
            found = new Known(access.find(slug), revision);
            known.put(slug, found);
        }
        Topic events = PageTopics.events(found.page().id());
        LogPosition position = new LogPosition(log.position(events), epoch);
        return new State(found.page(), new Version(revision, position, log.committed(events), before));
    }
}
