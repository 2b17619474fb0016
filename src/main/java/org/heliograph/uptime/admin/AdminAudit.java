package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.monitor.NamedEntity;

/** The rows of the audit trail about monitors, groups and status pages, in the transaction of the change. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class AdminAudit {
    @Inject
    private AuditTrail audit;

    void created(String noun, NamedEntity entity, JsonObject json) {
        audit.record(of(AuditAction.UPTIME_CREATE, noun, entity).created(values(json)));
    }

    void updated(String noun, NamedEntity entity, JsonObject before, JsonObject after) {
        audit.record(of(AuditAction.UPTIME_UPDATE, noun, entity).change(values(before), values(after)));
    }

    void deleted(String noun, NamedEntity entity, JsonObject json) {
        audit.record(of(AuditAction.UPTIME_DELETE, noun, entity).deleted(values(json)));
    }

    private static AuditEntry of(AuditAction action, String noun, NamedEntity entity) {
        return AuditEntry.of(action).on(noun.replace(' ', '-') + "/" + entity.getId(), entity.getName());
    }

    private static JsonObject values(JsonObject json) {
        return JsonText.object(json)
                .remove("id")
                .remove("created_at")
                .remove("updated_at")
                .build();
    }
}
