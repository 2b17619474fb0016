package org.heliograph.gateway.sse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;
import org.heliograph.gateway.ConnectionAdmission;
import org.heliograph.gateway.Handshake;
import org.heliograph.gateway.thread.ConnectionThreads;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.PublicationSource;
import org.heliograph.hub.ResumePoint;
import org.heliograph.identity.HandshakeMetrics;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.ExceptionTranslator;

/** Opens event streams (WHATWG HTML, 9.2) as connections of the hub. */
@ApplicationScoped
public class SseConnections {
    @Inject
    private Hub hub;

    @Inject
    private ConnectionAdmission admission;

    @Inject
    private ConnectionThreads threads;

    /** The peer of a request that passed the handshake. */
    public Peer peer(HttpServletRequest request) {
        return ((Handshake) request.getUserPrincipal()).peer();
    }

    /**
     * The position after which a stream resumes; empty for one that begins now. The header has precedence: a reconnecting browser sends
     * it with the original query. The query may have the epoch in a parameter of its own.
     *
     * @throws ApiException 400 when it is not a whole number, 0 or more, with an epoch or without
     */
    public static Optional<LogPosition> since(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        boolean again = header != null && !header.isBlank();
        String text = again ? header : request.getParameter("since");
        if (text == null) {
            return Optional.empty();
        }
        String epoch = request.getParameter("epoch");
        try {
            LogPosition since = LogPosition.parse(text);
            return Optional.of(
                    again || since.epoch() != null || epoch == null || epoch.isEmpty()
                            ? since
                            : new LogPosition(since.seq(), epoch));
        } catch (NumberFormatException malformed) {
            throw new ApiException(400, "INVALID_FIELD", "Last-Event-ID or since must be a whole number, 0 or more.");
        }
    }

    /** The present end of a topic's log, for a stream whose client knows no epoch. */
    public static LogPosition present(PublicationSource source, Topic topic) {
        return new LogPosition(source.positions(List.of(topic)).getOrDefault(topic, 0L), null);
    }

    /**
     * The resume point of a stream. The ids of its events name the epoch if its client knows one.
     *
     * @param gap the frame of a gap
     */
    public static ResumePoint resumePoint(LogPosition since, Function<ResumePoint.Gap, String> gap) {
        return new ResumePoint(
                since, missing -> ServerSentEvent.of(gap.apply(missing), idOf(missing.continues(), since)));
    }

    /** The id of an event at a position. @param since of the stream */
    public static LogPosition idOf(LogPosition position, LogPosition since) {
        return since.epoch() == null ? new LogPosition(position.seq(), null) : position;
    }

    /** The id of the first event of a stream: where it began, unless the log is another one or ends before. */
    public static LogPosition beginning(LogPosition since, LogPosition end) {
        boolean sameLog = since.epoch() == null || since.epoch().equals(end.epoch());
        return idOf(new LogPosition(sameLog ? Math.min(since.seq(), end.seq()) : 0, end.epoch()), since);
    }

    /** Answers a request that passed the handshake but is refused all the same. */
    public static void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException reason)
            throws IOException {
        ApiException answer = ExceptionTranslator.of(reason);
        HandshakeMetrics.refused(answer.status());
        ErrorResponseSender.send(request, response, answer);
    }

    /**
     * Answers a request with a stream, or with an error if it cannot be subscribed.
     *
     * @param greeting  the first text
     * @param subscribe subscribes the connection; called once, before anything is written
     */
    public void open(HttpServletRequest request, Dialect dialect, String greeting, Consumer<Connection> subscribe)
            throws IOException {
        Handshake handshake = (Handshake) request.getUserPrincipal();
        AsyncContext call = request.startAsync();
        call.setTimeout(0);
        HttpServletResponse response = (HttpServletResponse) call.getResponse();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // nginx: do not buffer
        response.setHeader("X-Accel-Buffering", "no");
        SseTransport transport = new SseTransport(call, threads.closers());
        Connection connection = admission.create(dialect, handshake, transport);
        call.addListener(new Completion(connection));
        try {
            admission.admit(connection, handshake, greeting);
            subscribe.accept(connection);
        } catch (RuntimeException | Error fault) {
            fail(call, connection, transport.withdraw(), fault);
            return;
        }
        transport.start(connection::recordActivity, () -> hub.close(connection));
    }

    /** @param unanswered whether nothing has closed the stream before it began; what closed it has completed the response */
    private void fail(AsyncContext call, Connection connection, boolean unanswered, Throwable fault)
            throws IOException {
        connection.close(Disconnect.INTERNAL_ERROR);
        // Payara calls no listener if the peer has disconnected
        hub.close(connection);
        ApiException answer = ExceptionTranslator.of(fault);
        if (unanswered) {
            try {
                // its handshake is counted as accepted
                ErrorResponseSender.send(
                        (HttpServletRequest) call.getRequest(), (HttpServletResponse) call.getResponse(), answer);
            } finally {
                call.complete();
            }
        }
    }

    /** Removes the connection from the hub when the request is completed. */
    private final class Completion implements AsyncListener {
        private final Connection connection;

        Completion(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            hub.close(connection);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            hub.close(connection);
        }

        @Override
        public void onError(AsyncEvent event) {
            hub.close(connection);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the request is not dispatched again
        }
    }
}
