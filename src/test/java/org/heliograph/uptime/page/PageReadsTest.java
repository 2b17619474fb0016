package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.cache.ReaderRequest;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.junit.jupiter.api.Test;

class PageReadsTest {
    private static final HttpHeaders HEADERS = (HttpHeaders) Proxy.newProxyInstance(
            HttpHeaders.class.getClassLoader(), new Class<?>[] {HttpHeaders.class}, (self, method, args) -> null);

    private final Map<String, PageView> pages = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private long revision = 1;
    private int topologies;

    /** Keys of the responses that were asked for. */
    private final Set<String> keys = new HashSet<>();

    private final List<Supplier<SharedResponses.Versioned>> computations = new ArrayList<>();
    private final PageReads reads = new PageReads(new Access(), new Monitors(), new NoEvents(), new Responses());

    private static PageView page(String id, boolean protectedPage, String... items) {
        return new PageView(
                id, "main", "Main", protectedPage, true, List.of(items), List.of(), Appearance.NONE, null, false);
    }

    private void ask(String id) {
        reads.answer(
                "main",
                HEADERS,
                "monitor " + id,
                SharedResponses.Cost.LOW,
                PageReads.showing(id),
                (page, version) -> SharedContent.of(page.id() + " " + id, "text/plain"));
    }

    private static void assertRefused(ThrowingCallable call, int status) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @Test
    void idsThatThePageDoesNotShowAreRefusedBeforeAnythingIsComputed() {
        pages.put("main", page("p1", false, "group"));
        children.put("group", List.of("web"));

        for (int i = 0; i < 1_000; i++) {
            String unknown = "unknown-" + i;
            assertRefused(() -> ask(unknown), 404);
        }
        ask("web");
        ask("group");

        assertThat(keys).hasSize(2);
        assertThat(topologies).isEqualTo(1);
    }

    @Test
    void anotherRevisionOfTheTopologyIsReadAtOnce() {
        pages.put("main", page("p1", false, "group"));
        assertRefused(() -> ask("web"), 404);

        children.put("group", List.of("web"));
        revision++;
        ask("web");

        assertThat(computations.get(0).get().content().body()).asString().isEqualTo("p1 web");
        assertThat(topologies).isEqualTo(2);
    }

    @Test
    void whatThePageNoLongerShowsWhenItIsComputedIsRefused() {
        pages.put("main", page("p1", false, "web"));
        ask("web");

        pages.put("main", page("p1", false, "db"));
        revision++;

        assertRefused(() -> computations.get(0).get(), 404);
    }

    @Test
    void anotherPageThatHasTakenTheSlugIsNotSent() {
        pages.put("main", page("p1", false, "web"));
        ask("web");

        pages.put("main", page("p2", true, "web"));
        revision++;

        assertRefused(() -> computations.get(0).get(), 404);
    }

    @Test
    void aPageThatHasGotAPasswordIsNotSentToWhomWasNotAskedForIt() {
        pages.put("main", page("p1", false, "web"));
        ask("web");

        pages.put("main", page("p1", true, "web"));
        revision++;

        assertRefused(() -> computations.get(0).get(), 401);
        ask("web");
        assertThat(keys).as("nor do both share a computation").hasSize(2);
        assertThat(computations.get(1).get().content().body()).asString().isEqualTo("p1 web");
    }

    private final class Access extends PageAccess {
        @Override
        public PageView find(String slug) {
            return pages.get(slug);
        }

        @Override
        void check(PageView page, String authorization) {
            // everybody has the password
        }
    }

    private final class Monitors extends MonitorRepository {
        @Override
        public MonitorTopology topology() {
            topologies++;
            return new MonitorTopology(children);
        }

        @Override
        public long topologyRevision() {
            return revision;
        }
    }

    private static final class NoEvents extends EventLog {
        @Override
        public String epoch() {
            return "E1";
        }

        @Override
        public long position(Topic topic) {
            return 0;
        }

        @Override
        public long committed(Topic topic) {
            return 0;
        }
    }

    private final class Responses extends SharedResponses {
        @Override
        public CompletionStage<Response> answer(
                ReaderRequest reader,
                String key,
                Object version,
                boolean restricted,
                Cost cost,
                Supplier<Versioned> computation) {
            keys.add(key);
            computations.add(computation);
            return new CompletableFuture<>();
        }
    }
}
