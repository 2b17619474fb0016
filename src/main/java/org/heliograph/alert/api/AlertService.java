package org.heliograph.alert.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.heliograph.alert.Alert;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.AlertSource;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.DemoCaller;
import org.heliograph.rest.ApiException;

/** Opens, acknowledges and resolves alerts for users. */
@ApplicationScoped
@Transactional
public class AlertService {
    private static final Pattern ID = Pattern.compile("[\\w-]{1,64}");

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private DemoCaller demo;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Opens an alert; those of demo accounts are deleted with the demo. */
    public JsonObject create(AlertRequest request) {
        AlertSource source = AlertSource.people(demo.calls());
        Alert alert = new Alert(UUID.randomUUID().toString(), request, source, Timestamps.now(clock));
        entities.persist(alert);
        JsonObject created = AlertJson.of(alert);
        audit.record(AuditEntry.of(AuditAction.ALERT_CREATE)
                .on(alert.getId(), alert.getSite())
                .created(created));
        return created;
    }

    /** @throws ApiException 404 when there is no such alert */
    public JsonObject find(String id) {
        return AlertJson.of(found(isId(id) ? entities.find(Alert.class, id) : null));
    }

    /** Resolves an alert; idempotent. @throws ApiException 404 when there is no such alert */
    public JsonObject resolve(String id, JsonWebToken by) {
        return change(AuditAction.ALERT_RESOLVE, id, (alert, now) -> alert.resolve(name(by), now));
    }

    /** Acknowledges an alert; idempotent. @throws ApiException 404 when there is no such alert */
    public JsonObject acknowledge(String id, JsonWebToken by) {
        return change(AuditAction.ALERT_ACKNOWLEDGE, id, (alert, now) -> alert.acknowledge(name(by), now));
    }

    /** Locks the row, so that the same change by two users at once is published once. */
    private JsonObject change(AuditAction action, String id, BiConsumer<Alert, Instant> change) {
        Alert alert = found(isId(id) ? entities.find(Alert.class, id, LockModeType.PESSIMISTIC_WRITE) : null);
        JsonObject before = AlertJson.of(alert);
        change.accept(alert, Timestamps.now(clock));
        JsonObject after = AlertJson.of(alert);
        if (!after.equals(before)) {
            audit.record(AuditEntry.of(action).on(id, alert.getSite()).change(before, after));
        }
        return after;
    }

    /** Whether the text can be an id: PostgreSQL refuses some texts as parameters. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static Alert found(Alert alert) {
        if (alert == null) {
            throw ApiException.notFound("There is no such alert.");
        }
        return alert;
    }

    private static String name(JsonWebToken caller) {
        return caller.<String>claim(Claims.email).orElseGet(caller::getSubject);
    }
}
