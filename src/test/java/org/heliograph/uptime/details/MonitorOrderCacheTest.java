package org.heliograph.uptime.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ListWindow;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.junit.jupiter.api.Test;

class MonitorOrderCacheTest {
    private static final int VIEWERS = 50;
    private static final Instant AVAILABLE = Instant.parse("2027-03-17T10:30:00Z");

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong revision = new AtomicLong(7);
    private final AtomicInteger sorts = new AtomicInteger();
    private volatile boolean failing;

    private final MonitorOrderCache cache = new MonitorOrderCache(
            new MonitorListRepository() {
                @Override
                Order sort(String state, ListWindow window, Instant availableSince) {
                    int sort = sorts.incrementAndGet();
                    if (failing) {
                        throw new DatabaseException(new java.sql.SQLException("away"));
                    }
                    return new Order(List.of("sort-" + sort), 1);
                }
            },
            new MonitorRepository() {
                @Override
                public long topologyRevision() {
                    return revision.get();
                }
            },
            now::get);

    @Test
    void viewersOfOneOrderShareIt() throws Exception {
        CyclicBarrier together = new CyclicBarrier(VIEWERS);
        Callable<MonitorListRepository.Order> view = () -> {
            together.await(30, TimeUnit.SECONDS);
            return read("", "name", 100 * VIEWERS);
        };
        ExecutorService threads = Executors.newFixedThreadPool(VIEWERS);
        try {
            List<Future<MonitorListRepository.Order>> views = new ArrayList<>();
            for (int i = 0; i < VIEWERS; i++) {
                views.add(threads.submit(view));
            }
            for (Future<MonitorListRepository.Order> one : views) {
                assertThat(one.get(60, TimeUnit.SECONDS).ids()).containsExactly("sort-1");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(sorts).hasValue(1);
    }

    @Test
    void otherOrdersAndFiltersAreSortedForThemselves() {
        read("", "name", 0);
        read("", "interval", 0);
        read("down", "name", 0);
        cache.get("", new ListWindow(List.of("web"), "name", false, 0, 50), AVAILABLE);
        cache.get("", new ListWindow(List.of(), "name", true, 0, 50), AVAILABLE);
        assertThat(sorts).hasValue(5);

        read("", "interval", 50);
        read("down", "name", 50);
        assertThat(sorts).hasValue(5);
    }

    @Test
    void aChangeOfTheMonitorsIsSeenAtOnce() {
        read("", "name", 0);
        revision.incrementAndGet();

        assertThat(read("", "name", 0).ids()).containsExactly("sort-2");
        // also after a database was restored from a backup
        revision.addAndGet(-2);
        assertThat(read("", "name", 0).ids()).containsExactly("sort-3");
    }

    @Test
    void whatDependsOnStatesIsSortedTwiceASecondAndAllElseEachTenSeconds() {
        for (String sort : List.of("state", "last_pulse", "uptime")) {
            assertSortedAgainAfter("", sort, MonitorOrderCache.STATES_NANOS);
        }
        assertSortedAgainAfter("down", "name", MonitorOrderCache.STATES_NANOS);
        assertSortedAgainAfter("", "name", MonitorOrderCache.LONGEST_NANOS);
        assertSortedAgainAfter("", "interval", MonitorOrderCache.LONGEST_NANOS);
    }

    private void assertSortedAgainAfter(String state, String sort, long nanos) {
        read(state, sort, 0);
        int before = sorts.get();
        now.addAndGet(nanos - 1);
        read(state, sort, 0);
        assertThat(sorts).as(sort).hasValue(before);
        now.addAndGet(1);
        read(state, sort, 0);
        assertThat(sorts).as(sort).hasValue(before + 1);
    }

    @Test
    void theNextViewerSortsAfterAFailure() {
        failing = true;
        assertThatThrownBy(() -> read("", "name", 0)).isInstanceOf(DatabaseException.class);
        failing = false;

        assertThat(read("", "name", 0).ids()).containsExactly("sort-2");
    }

    private MonitorListRepository.Order read(String state, String sort, int offset) {
        return cache.get(state, new ListWindow(List.of(), sort, false, offset, 50), AVAILABLE);
    }
}
