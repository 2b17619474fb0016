package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.ResumePoint;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;
import org.heliograph.uptime.pulse.PulseService;

/** Does what clients of status pages ask for, or tells them why not. */
@ApplicationScoped
public class StatusPageService {
    @Inject
    private Hub hub;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private PulseService pulses;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    void serve(PageSubscription reader, JsonObject frame) throws BadFrameException {
        StatusPageCommand command = StatusPageDecoder.decode(frame);
        Connection connection = reader.connection();
        if (command instanceof StatusPageCommand.Subscribe subscribe) {
            subscribe(reader, subscribe);
        } else if (command instanceof StatusPageCommand.Unsubscribe unsubscribe) {
            hub.unsubscribe(connection, reader.remove(unsubscribe.slug()));
            connection.send(StatusPageEncoder.unsubscribed(unsubscribe.slug(), clock.instant()));
        } else if (command instanceof StatusPageCommand.Push push) {
            push(connection, push);
        } else {
            connection.send(StatusPageEncoder.subscriptions(reader.slugs(), clock.instant()));
        }
    }

    private void subscribe(PageSubscription reader, StatusPageCommand.Subscribe command) throws BadFrameException {
        Connection connection = reader.connection();
        PageView page = pages.find(command.slug()).orElseThrow(() -> new BadFrameException("Unknown status page"));
        requirePassword(reader, page, command.password());
        Topic topic = PageTopics.events(page.id());
        if (!connection.topics().contains(topic)
                && connection.topics().size() >= configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET)) {
            throw new BadFrameException("Too many subscriptions");
        }
        hub.unsubscribe(connection, reader.add(command.slug(), topic));
        hub.subscribe(
                connection,
                List.of(topic),
                resumption(topic, command),
                positions -> StatusPageEncoder.subscribed(command.slug(), positions.get(topic), clock.instant()));
        boolean mayStillRead = false;
        try {
            mayStillRead = mayStillRead(page.id(), command.password());
        } finally {
            if (!mayStillRead) {
                // the password changed in between, before its watcher could find this subscription, or nobody can say
                hub.unsubscribe(connection, reader.remove(command.slug()));
                connection.send(StatusPageEncoder.unsubscribed(command.slug(), clock.instant()));
            }
        }
    }

    private void requirePassword(PageSubscription reader, PageView page, String password) throws BadFrameException {
        if (!page.protectedPage()) {
            return;
        }
        if (password == null) {
            throw new BadFrameException("Password required");
        }
        if (!reader.mayTry()) {
            throw new BadFrameException("Too many wrong passwords");
        }
        boolean right = pages.mayRead(page, password);
        reader.tried(right);
        if (!right) {
            throw new BadFrameException("Invalid password");
        }
    }

    private Map<Topic, ResumePoint> resumption(Topic topic, StatusPageCommand.Subscribe command) {
        return command.since() == null
                ? Map.of()
                : Map.of(
                        topic,
                        new ResumePoint(
                                command.since(),
                                (from, to) -> StatusPageEncoder.gap(command.slug(), from, to, clock.instant())));
    }

    private boolean mayStillRead(String pageId, String password) {
        return pages.findById(pageId)
                .filter(page -> pages.mayRead(page, password))
                .isPresent();
    }

    private void push(Connection connection, StatusPageCommand.Push push) {
        pulses.push(push.token(), push::value)
                .whenComplete((monitorId, failed) -> connection.send(
                        failed == null
                                ? StatusPageEncoder.pushed(push.pulseId(), monitorId, clock.instant())
                                : StatusPageEncoder.error(reason(failed), clock.instant())));
    }

    private static String reason(Throwable failed) {
        Throwable cause = failed instanceof CompletionException wrapped ? wrapped.getCause() : failed;
        return cause instanceof ApiException refused ? refused.getMessage() : "The pulse could not be stored";
    }
}
