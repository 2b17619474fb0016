import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.json.JsonObject;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;

/** A log that stores and publishes nothing, to measure the cost of the event log. */
@Alternative
@Priority(1)
@ApplicationScoped
public class NoLog extends EventLog {
    @Override
    public void publish(Topic topic, String event, JsonObject payload) {}

    @Override
    public void publishTransient(Topic topic, String event, JsonObject payload) {}
}
