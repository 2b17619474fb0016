package org.heliograph.machine;

import jakarta.inject.Inject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;

/** Collects what flushes change of machines; the log tells it once the transaction has committed. */
public class MachineListener {
    /** The channel of an organisation on which its machines are told. */
    public static final String CHANNEL = "machines";

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(Machine machine) {
        log.publish(topic(machine), "INSERT", MachineEvents.inserted(machine));
        machine.remember();
    }

    @PostUpdate
    void updated(Machine machine) {
        MachineEvents.updated(machine).ifPresent(payload -> log.publish(topic(machine), "UPDATE", payload));
        machine.remember();
    }

    @PostRemove
    void removed(Machine machine) {
        log.publish(topic(machine), "DELETE", MachineEvents.deleted(machine));
    }

    private static Topic topic(Machine machine) {
        return Topic.ofOrganization(machine.getOrgId(), CHANNEL);
    }
}
