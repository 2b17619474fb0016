package org.heliograph.uptime.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.eventlog.EventLog;
import org.heliograph.rest.cache.ReaderRequest;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses;
import org.heliograph.uptime.monitor.MonitorRepository;

/**
 * Answers the readers of status pages. All readers of a page share a response for a second, and less when something changes: the
 * version of a page is the revision of the topology and the sequence number of the page's newest logged event. Both are read from the
 * database for each reader, so that whoever has heard an event, on whatever node, never gets a response that is older. Pulses, which
 * are not logged, and uptimes are at most a second old.
 */
@ApplicationScoped
public class PageReads {
    private static final int MOST_PAGES = 1_000;

    @Inject
    private PageAccess access;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private EventLog log;

    @Inject
    private SharedResponses responses;

    /** Pages by slug, each with a revision of the topology that is not newer. */
    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST_PAGES)
            .executor(Runnable::run)
            .build();

    private final AtomicLong changes = new AtomicLong();

    private record Known(PageView page, long revision) {}

    /**
     * What a response is made of: newer than it, never older.
     *
     * @param seq     the position of the page's events
     * @param changes of states on this node that are no events
     */
    public record Version(long revision, long seq, long changes) {}

    private record State(PageView page, Version version) {}

    /** Makes the response of a page from rows that are read now. */
    public interface Read {
        SharedContent read(PageView page, Version version);
    }

    /**
     * Answers a reader of a page.
     *
     * @param what which of the page's responses, so that equal texts mean equal responses
     * @param read called on another thread than the request's, for several readers
     * @return fails with 404 without such a page, 401 when its password is missing or wrong, 503 when too many wait
     */
    public CompletionStage<Response> answer(
            String slug, HttpHeaders headers, String what, SharedResponses.Cost cost, Read read) {
        ReaderRequest reader = ReaderRequest.of(headers);
        State state = state(slug);
        access.check(state.page(), reader.authorization());
        return responses.answer(
                reader,
                state.page().id() + ' ' + what,
                state.version(),
                state.page().protectedPage(),
                cost,
                () -> {
                    State current = state(slug);
                    return new SharedResponses.Versioned(
                            read.read(current.page(), current.version()), current.version());
                });
    }

    /** A state has changed, and the change is committed, without an event that is logged: no reader gets an older response. */
    public void changed() {
        changes.incrementAndGet();
    }

    private State state(String slug) {
        long before = changes.get();
        // first the revision: a page newer than it is read again needlessly, an older one would be stale
        long revision = monitors.topologyRevision();
        Known found = known.getIfPresent(slug);
        if (found == null || found.revision() != revision) {
            found = new Known(access.find(slug), revision);
            known.put(slug, found);
        }
        long seq = log.position(PageTopics.events(found.page().id()));
        return new State(found.page(), new Version(revision, seq, before));
    }
}
