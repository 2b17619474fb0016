package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletionException;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.ws.SharedDialect;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.ResumePoint;
import org.heliograph.hub.limit.TopicLimiter;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;
import org.heliograph.uptime.pulse.PulseService;

/** The dialect of {@code /ws} whose frames have an {@code action}; needs no account. */
@ApplicationScoped
public class StatusPageDialect implements SharedDialect {
    /** Weak keys: the entry is removed with its connection. Values must not refer to their key. */
    private final Map<Connection, PageSubscriptions> subscriptions = Collections.synchronizedMap(new WeakHashMap<>());

    private Hub hub;
    private TopicLimiter limiter;
    private StatusPageRepository pages;
    private PulseService pulses;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxies. */
    protected StatusPageDialect() {}

    @Inject
    StatusPageDialect(
            Hub hub,
            TopicLimiter limiter,
            StatusPageRepository pages,
            PulseService pulses,
            Configuration configuration,
            Clock clock) {
        this.hub = hub;
        this.limiter = limiter;
        this.pages = pages;
        this.pulses = pulses;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "action";
    }

    @Override
    public boolean acceptsToken() {
        return false;
    }

    @Override
    public void addGreeting(Connection opened, JsonObjectBuilder greeting) {
        StatusPageEncoder.addGreeting(greeting);
    }

    @Override
    public String error(String message, Instant now) {
        return StatusPageEncoder.error(message, now);
    }

    @Override
    public boolean ownsTopic(Topic topic) {
        return PageTopics.isEvents(topic);
    }

    @Override
    public String encode(Publication publication) {
        return StatusPageEncoder.event(publication);
    }

    @Override
    public void receive(Connection connection, JsonObject frame) throws BadFrameException {
        StatusPageCommand command = StatusPageCommand.parse(frame);
        if (command instanceof StatusPageCommand.Subscribe subscribe) {
            subscribe(connection, subscribe);
        } else if (command instanceof StatusPageCommand.Unsubscribe unsubscribe) {
            unsubscribe(connection, unsubscribe.slug());
        } else if (command instanceof StatusPageCommand.Push push) {
            push(connection, push);
        } else {
            connection.send(
                    StatusPageEncoder.subscriptions(subscriptions(connection).slugs(), clock.instant()));
        }
    }

    private PageSubscriptions subscriptions(Connection connection) {
        return subscriptions.computeIfAbsent(connection, opened -> new PageSubscriptions(opened.topics()));
    }

    private void subscribe(Connection connection, StatusPageCommand.Subscribe command) throws BadFrameException {
        PageView page = pages.find(command.slug()).orElseThrow(() -> new BadFrameException("Unknown status page"));
        requirePassword(subscriptions(connection), page, command.password());
        Topic topic = PageTopics.events(page.id());
        if (!connection.topics().contains(topic)
                        && connection.topics().size() >= configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET)
                || !limiter.admit(connection, List.of(topic))) {
            throw new BadFrameException("Too many subscriptions");
        }
        hub.unsubscribe(connection, subscriptions(connection).add(command.slug(), topic));
        hub.subscribe(
                connection,
                List.of(topic),
                resumePoints(topic, command),
                ends -> StatusPageEncoder.subscribed(command.slug(), ends.get(topic), clock.instant()));
        try {
            if (!maySubscribe(page.id(), command.password())) {
                // the password changed before PagePasswordListener could find this subscription
                unsubscribe(connection, command.slug());
            }
        } catch (RuntimeException | Error failed) {
            // without a frame, which would mean a refusal: the connection is closed, and the client subscribes anew
            hub.unsubscribe(connection, List.of(topic));
            throw failed;
        }
    }

    private void requirePassword(PageSubscriptions attempts, PageView page, String password) throws BadFrameException {
        if (!page.protectedPage()) {
            return;
        }
        if (password == null) {
            throw new BadFrameException("Password required");
        }
        if (!attempts.mayTryPassword()) {
            throw new BadFrameException("Too many wrong passwords");
        }
        boolean correct = pages.mayRead(page, password);
        attempts.recordPassword(correct);
        if (!correct) {
            throw new BadFrameException("Invalid password");
        }
    }

    private Map<Topic, ResumePoint> resumePoints(Topic topic, StatusPageCommand.Subscribe command) {
        // a subscription keeps the slug, and not the frame with its password
        String slug = command.slug();
        return command.since() == null
                ? Map.of()
                : Map.of(
                        topic,
                        new ResumePoint(command.since(), gap -> StatusPageEncoder.gap(slug, gap, clock.instant())));
    }

    private boolean maySubscribe(String pageId, String password) {
        return pages.findById(pageId)
                .filter(page -> pages.mayRead(page, password))
                .isPresent();
    }

    private void unsubscribe(Connection connection, String slug) {
        hub.unsubscribe(connection, subscriptions(connection).remove(slug));
        connection.send(StatusPageEncoder.unsubscribed(slug, clock.instant()));
    }

    /** Ends a connection's subscriptions to a page, and sends the slugs that the client used. */
    void revoke(Connection connection, Topic page) {
        hub.unsubscribe(connection, List.of(page));
        subscriptions(connection)
                .removeTopic(page)
                .forEach(slug -> connection.send(StatusPageEncoder.unsubscribed(slug, clock.instant())));
    }

    private void push(Connection connection, StatusPageCommand.Push push) {
        pulses.push(push.token(), push::value)
                .whenComplete((monitorId, failure) -> connection.send(
                        failure == null
                                ? StatusPageEncoder.pushed(push.pulseId(), monitorId, clock.instant())
                                : StatusPageEncoder.error(reason(failure), clock.instant())));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof ApiException refused ? refused.getMessage() : "The pulse could not be stored";
    }
}
