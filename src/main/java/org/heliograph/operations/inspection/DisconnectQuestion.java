package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.identity.Caller;
import org.heliograph.json.JsonText;
import org.heliograph.operations.question.NodeQuestion;
import org.heliograph.platform.Utf8;
import org.heliograph.text.TextCleaner;

/** Closes one socket or stream, if the node has it. */
@ApplicationScoped
public class DisconnectQuestion implements NodeQuestion {
    public static final String NAME = "disconnect";

    /** The longest reason of a close frame, in bytes of UTF-8 (RFC 6455). */
    private static final int LONGEST_REASON = 123;

    private SessionRegistry sessions;

    /** For the container's proxy. */
    protected DisconnectQuestion() {}

    @Inject
    DisconnectQuestion(SessionRegistry sessions) {
        this.sessions = sessions;
    }

    public static JsonObject parameters(String id, String reason) {
        return JsonText.object().add("id", id).add("reason", reason).build();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** {@code closed}: whether the node had it; then with its {@code user} and {@code address}. */
    @Override
    public JsonObject answer(JsonObject parameters) {
        Optional<Connection> found = sessions.find(parameters.getString("id"));
        if (found.isEmpty()) {
            return JsonText.object().add("closed", false).build();
        }
        Connection connection = found.get();
        // a code after which every client comes back: what ends access is done to the account, not to a socket
        connection.close(Disconnect.GOING_AWAY, fitting(parameters.getString("reason")));
        Caller caller = connection.caller();
        String user = caller == null ? null : caller.email() == null ? caller.userId() : caller.email();
        return JsonText.object()
                .add("closed", true)
                .add("user", JsonText.value(user))
                .add("address", connection.address())
                .build();
    }

    /** A reason on one line, cut to what a close frame takes. */
    static String fitting(String reason) {
        String line = TextCleaner.line(reason, LONGEST_REASON);
        while (Utf8.length(line) > LONGEST_REASON) {
            line = line.substring(0, line.offsetByCodePoints(line.length(), -1));
        }
        return line;
    }
}
