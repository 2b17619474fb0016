package org.heliograph.audit;

import jakarta.json.JsonObject;
import org.heliograph.json.JsonText;
import org.heliograph.text.TextCleaner;

/**
 * One act. Secrets are removed and texts are bounded when it is made, so nothing that it holds may not be shown.
 *
 * @param reason     the code of the error of one that failed; null for one that succeeded
 * @param actor      who acted; null for the caller of the request, and for an unknown actor
 * @param address    of the client; null for that of the request
 * @param orgId      the organisation whose owners and admins see it; null for an act of the installation
 * @param targetId   the id of what was changed; may be null
 * @param targetName what people call it; may be null
 * @param before     the values that were changed, as they were; null when there were none
 * @param after      as they are now; null when they are gone
 * @param email      the e-mail address of the account whose organisations also see it; may be null
 */
public record AuditEntry(
        AuditAction action,
        String reason,
        AuditSource.Actor actor,
        String address,
        String orgId,
        String targetId,
        String targetName,
        JsonObject before,
        JsonObject after,
        String email) {
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 254;

    public AuditEntry {
        reason = TextCleaner.line(reason, LONGEST_ID);
        actor = actor == null
                ? null
                : new AuditSource.Actor(
                        TextCleaner.line(actor.id(), LONGEST_TEXT), TextCleaner.line(actor.name(), LONGEST_TEXT));
        address = TextCleaner.line(address, LONGEST_ID);
        orgId = TextCleaner.line(orgId, LONGEST_ID);
        targetId = TextCleaner.line(targetId, LONGEST_TEXT);
        targetName = TextCleaner.line(targetName, LONGEST_TEXT);
        before = AuditText.bounded(before);
        after = AuditText.bounded(after);
    }

    /** An act that succeeded. */
    public static AuditEntry of(AuditAction action) {
        return new AuditEntry(action, null, null, null, null, null, null, null, null, null);
    }

    /** Whether it failed, or was refused. */
    public boolean failed() {
        return reason != null;
    }

    /** The same as a failure. @param code of the error, such as {@code FORBIDDEN} */
    public AuditEntry failed(String code) {
        return new AuditEntry(action, code, actor, address, orgId, targetId, targetName, before, after, email);
    }

    public AuditEntry by(String actorId, String actorName) {
        return by(new AuditSource.Actor(actorId, actorName));
    }

    AuditEntry by(AuditSource.Actor other) {
        return new AuditEntry(action, reason, other, address, orgId, targetId, targetName, before, after, email);
    }

    /** From a client address other than that of the request, or outside of one. */
    public AuditEntry from(String otherAddress) {
        return new AuditEntry(action, reason, actor, otherAddress, orgId, targetId, targetName, before, after, email);
    }

    /** In an organisation. */
    public AuditEntry in(String organization) {
        return new AuditEntry(action, reason, actor, address, organization, targetId, targetName, before, after, email);
    }

    /** What was changed. @param name may be null */
    public AuditEntry on(String id, String name) {
        return new AuditEntry(action, reason, actor, address, orgId, id, name, before, after, email);
    }

    /** An act of an account with itself, which its organisations see as well. @param account its e-mail address in the stored form */
    public AuditEntry ofAccount(String id, String account) {
        return on(id, account).seenByOrganizationsOf(account);
    }

    AuditEntry seenByOrganizationsOf(String account) {
        return new AuditEntry(action, reason, actor, address, orgId, targetId, targetName, before, after, account);
    }

    /** Of the values before and after, keeps those that differ; null for no values. */
    public AuditEntry change(JsonObject was, JsonObject is) {
        return new AuditEntry(
                action,
                reason,
                actor,
                address,
                orgId,
                targetId,
                targetName,
                AuditText.withoutEqual(was, is),
                AuditText.withoutEqual(is, was),
                email);
    }

    /** What was created. */
    public AuditEntry created(JsonObject is) {
        return change(null, is);
    }

    /** What was deleted. */
    public AuditEntry deleted(JsonObject was) {
        return change(was, null);
    }

    /** A single value that was changed. */
    public AuditEntry change(String field, String was, String is) {
        return change(
                JsonText.object().add(field, JsonText.value(was)).build(),
                JsonText.object().add(field, JsonText.value(is)).build());
    }
}
