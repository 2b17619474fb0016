package org.heliograph.dialect.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.limit.TopicLimiter;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.json.JsonText;
import org.heliograph.settings.Configuration;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;
import org.junit.jupiter.api.Test;

/** What happens to a page while a client subscribes to it. */
class StatusPageDialectTest {
    private static final Topic EVENTS = PageTopics.events("page");

    private final Hub hub = new Hub(new SessionRegistry(), new FakeLog());
    private final FakeTransport transport = new FakeTransport();
    private final Connection connection = new Connection(
            new FakeDialect(10, false), new Peer(null, null, "127.0.0.1", Peer.NEVER), transport, 0, 1000);

    private static PageView page(boolean protectedPage) {
        return new PageView(
                "page", "status", "Status", protectedPage, false, List.of(), List.of(), Appearance.NONE, null, false);
    }

    /** @param again the page as it is found after the subscription */
    private void subscribe(Supplier<Optional<PageView>> again) throws BadFrameException {
        StatusPageRepository pages = new StatusPageRepository() {
            @Override
            public Optional<PageView> find(String slug) {
                return Optional.of(page(false));
            }

            @Override
            public Optional<PageView> findById(String id) {
                return again.get();
            }
        };
        TopicLimiter everything = new TopicLimiter() {
            @Override
            public boolean admit(Connection any, Collection<Topic> topics) {
                return true;
            }
        };
        Clock clock = Clock.fixed(Instant.parse("2026-03-17T10:30:00Z"), ZoneOffset.UTC);
        StatusPageDialect dialect =
                new StatusPageDialect(hub, everything, pages, null, new Configuration(name -> Optional.empty()), clock);
        hub.open(connection, "hello");
        dialect.receive(connection, JsonText.parse("{\"action\":\"subscribe\",\"slug\":\"status\"}"));
    }

    private List<String> actions() {
        return transport.sent().stream()
                .skip(1)
                .map(frame -> JsonText.parse(frame).getString("action"))
                .toList();
    }

    @Test
    void pageThatStaysOpenIsSubscribed() throws BadFrameException {
        subscribe(() -> Optional.of(page(false)));

        assertThat(actions()).containsExactly("subscribed");
        assertThat(hub.hasSubscribers(EVENTS)).isTrue();
    }

    @Test
    void pageThatGetsAPasswordMeanwhileIsUnsubscribed() throws BadFrameException {
        subscribe(() -> Optional.of(page(true)));

        assertThat(actions()).containsExactly("subscribed", "unsubscribed");
        assertThat(hub.hasSubscribers(EVENTS)).isFalse();
    }

    @Test
    void databaseThatFailsMeanwhileEndsTheSubscriptionWithoutCallingItRevoked() {
        assertThatThrownBy(() -> subscribe(() -> {
                    throw new IllegalStateException("the database failed");
                }))
                .hasMessage("the database failed");

        assertThat(actions()).containsExactly("subscribed");
        assertThat(hub.hasSubscribers(EVENTS)).isFalse();
    }
}
