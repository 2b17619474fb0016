package org.heliograph.audit;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the audit trail knows as an act. The text is its name in rows, filters, exports and log records. */
public enum AuditAction {
    SIGN_IN("sign-in"),
    /** Too many failures with an e-mail address. */
    SIGN_IN_LOCK("sign-in.lock"),
    /** Failures only: successful refreshes are routine. */
    SESSION_REFRESH("session.refresh"),
    /** A refresh token was used by two clients: there is a copy of it, and its sessions have ended. */
    SESSION_REUSE("session.reuse"),
    SESSION_END("session.end"),
    SESSION_END_ALL("session.end-all"),
    /** Those of one's own account but the one that asks for it. */
    SESSION_END_OTHERS("session.end-others"),
    PASSWORD_CHANGE("password.change"),
    PASSWORD_RESET("password.reset"),
    /** Of a reset link by mail. */
    PASSWORD_RESET_REQUEST("password.reset-request"),
    DEVICE_REMOVE("device.remove"),
    FACTOR_ENABLE("factor.enable"),
    FACTOR_DISABLE("factor.disable"),
    FACTOR_RECOVERY_CODES("factor.recovery-codes"),

    ACCOUNT_UPDATE("account.update"),
    /** By an administrator, or by its owner. */
    ACCOUNT_DELETE("account.delete"),
    ACCOUNT_UNLOCK("account.unlock"),
    ACCOUNT_RESET_LINK("account.reset-link"),
    ACCOUNT_RESET_FACTOR("account.reset-factor"),
    ACCOUNT_END_SESSIONS("account.end-sessions"),
    /** An account and a person of the OpenID Connect provider. */
    ACCOUNT_LINK("account.link"),
    /** An administrator lets an account be linked. */
    ACCOUNT_LINK_PERMIT("account.link-permit"),
    ACCOUNT_UNLINK("account.unlink"),
    /** An administrator that a setting of the server created or let in again. */
    ACCOUNT_BY_SETTING("account.by-setting"),

    ORGANIZATION_CREATE("organization.create"),
    ORGANIZATION_UPDATE("organization.update"),
    ORGANIZATION_DELETE("organization.delete"),
    MEMBER_ADD("member.add"),
    MEMBER_UPDATE("member.update"),
    MEMBER_REMOVE("member.remove"),
    INVITATION_REVOKE("invitation.revoke"),
    INVITATION_ACCEPT("invitation.accept"),

    AUTH_KEY_CREATE("auth-key.create"),
    AUTH_KEY_REVOKE("auth-key.revoke"),
    MACHINE_REGISTER("machine.register"),
    MACHINE_CREATE("machine.create"),
    MACHINE_UPDATE("machine.update"),
    MACHINE_DELETE("machine.delete"),

    SCREEN_TOKEN_CREATE("screen-token.create"),
    SCREEN_TOKEN_REVOKE("screen-token.revoke"),
    API_TOKEN_CREATE("api-token.create"),
    API_TOKEN_REVOKE("api-token.revoke"),
    ALERT_CREATE("alert.create"),
    ALERT_ACKNOWLEDGE("alert.acknowledge"),
    ALERT_RESOLVE("alert.resolve"),
    ALERT_REFUSALS_CLEAR("alert.refusals-clear"),

    /** Of a monitor, a group or a status page. */
    UPTIME_CREATE("uptime.create"),
    UPTIME_UPDATE("uptime.update"),
    UPTIME_DELETE("uptime.delete"),
    /** Of a status page. */
    SUBSCRIBER_REMOVE("uptime.remove-subscriber"),
    /** Of an incident or a maintenance. */
    NOTICE_CREATE("notice.create"),
    NOTICE_UPDATE("notice.update"),
    NOTICE_DELETE("notice.delete"),
    NOTICE_ADD_UPDATE("notice.add-update"),
    NOTICE_DELETE_UPDATE("notice.delete-update"),

    NODE_DRAIN("node.drain"),
    NODE_UNDRAIN("node.undrain"),
    SOCKET_DISCONNECT("socket.disconnect"),
    TEST_EVENT("test-event.publish"),
    ANNOUNCEMENT_CREATE("announcement.create"),
    ANNOUNCEMENT_DELETE("announcement.delete");

    private static final Map<String, AuditAction> BY_TEXT =
            Stream.of(values()).collect(Collectors.toMap(AuditAction::text, Function.identity()));

    private final String text;

    AuditAction(String text) {
        this.text = text;
    }

    /** Such as {@code auth-key.create}. */
    public String text() {
        return text;
    }

    /** The act of a name; null for one that this version does not know. */
    public static AuditAction parse(String text) {
        return BY_TEXT.get(text);
    }
}
