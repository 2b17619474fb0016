package org.heliograph.machine.enrolment;

import jakarta.inject.Inject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;

/** Collects what flushes change of auth keys; a revocation is the only change that goes through the entity. */
public class AuthKeyListener {
    private static final String CHANNEL = "keys";

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(AuthKey key) {
        log.publish(topic(key.getOrgId()), "INSERT", AuthKeyJson.row(key).build());
    }

    @PostUpdate
    void updated(AuthKey key) {
        log.publish(topic(key.getOrgId()), "UPDATE", AuthKeyJson.revoked(key));
    }

    @PostRemove
    void removed(AuthKey key) {
        log.publish(topic(key.getOrgId()), "DELETE", AuthKeyJson.id(key).build());
    }

    static Topic topic(String orgId) {
        return Topic.ofOrganization(orgId, CHANNEL);
    }
}
