package org.heliograph.organization;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Revocations;
import org.heliograph.json.JsonText;

/**
 * Appends events about memberships to the log: to the organisation's {@code members} channel, and a change or the end of a
 * role also to the revocations topic, with which every node updates its open sockets.
 */
public class MembershipListener {
    private static final String CHANNEL = "members";

    @Inject
    private EventLog log;

    @PostPersist
    void inserted(Membership membership) {
        log.publish(topic(membership.getOrgId()), "INSERT", row(membership));
    }

    @PostUpdate
    void updated(Membership membership) {
        log.publish(topic(membership.getOrgId()), "UPDATE", row(membership));
        JsonObject change = JsonText.object(subject(membership))
                .add("role", membership.getRole().text())
                .build();
        log.publish(Revocations.TOPIC, "role", change);
    }

    @PostRemove
    void removed(Membership membership) {
        JsonObject id = JsonText.object().add("id", membership.getAccountId()).build();
        log.publish(topic(membership.getOrgId()), "DELETE", id);
        log.publish(Revocations.TOPIC, "membership", subject(membership));
    }

    /** Publishes that the address or the name of a member has changed, which no entity listener of the membership notices. */
    public static void publishProfile(EventLog log, Membership membership) {
        log.publish(topic(membership.getOrgId()), "UPDATE", row(membership));
    }

    /** The topic of events about an organisation's memberships. */
    public static Topic topic(String orgId) {
        return Topic.ofOrganization(orgId, CHANNEL);
    }

    private static JsonObject row(Membership membership) {
        return JsonText.object()
                .add("id", membership.getAccountId())
                .add("email", membership.getAccount().getEmail())
                .add("name", membership.getAccount().getName())
                .add("role", membership.getRole().text())
                .build();
    }

    private static JsonObject subject(Membership membership) {
        return JsonText.object()
                .add("account_id", membership.getAccountId())
                .add("org_id", membership.getOrgId())
                .build();
    }
}
