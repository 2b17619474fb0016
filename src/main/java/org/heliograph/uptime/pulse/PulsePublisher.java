package org.heliograph.uptime.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.json.Numbers;
import org.heliograph.uptime.page.StatusPagePublisher;

/** What pages hear of a pulse: that its monitor has recovered, if so, and then the pulse. */
@ApplicationScoped
class PulsePublisher {
    private StatusPagePublisher notices;

    /** For the container's proxies. */
    protected PulsePublisher() {}

    @Inject
    PulsePublisher(StatusPagePublisher notices) {
        this.notices = notices;
    }

    void tell(MonitorState before, Pulse pulse, MonitorState after, Instant now) {
        if (before.isDown() && !after.isDown()) {
            notices.publish(
                    "monitor-recovered",
                    after.monitorId(),
                    json -> json.add("previousConsecutiveDownCount", before.downCount())
                            .add(
                                    "downtime",
                                    Duration.between(before.lastAt(), now).toMillis()));
        }
        notices.publishTransient("pulse", after.monitorId(), json -> describe(json, pulse, after.status()));
    }

    static void describe(JsonObjectBuilder json, Pulse pulse, String status) {
        json.add("status", status);
        Numbers.add(json, "latency", pulse.latency());
        json.add("timestamp", Timestamps.format(pulse.at()));
        addKnown(json, "custom1", pulse.metrics().custom1());
        addKnown(json, "custom2", pulse.metrics().custom2());
        addKnown(json, "custom3", pulse.metrics().custom3());
    }

    private static void addKnown(JsonObjectBuilder json, String name, Double value) {
        if (value != null) {
            Numbers.add(json, name, value);
        }
    }
}
