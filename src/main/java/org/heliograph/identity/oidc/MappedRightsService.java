package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.json.JsonText;

/** Gives an account what the groups of its person give now, and takes away what they gave before. What it has otherwise stays. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class MappedRightsService {
    private static final String USER = "user";

    @Inject
    private MappedMemberships memberships;

    @Inject
    private PasswordResetService resets;

    @Inject
    private AuditTrail audit;

    @Inject
    private EventLog log;

    /**
     * Applies roles.
     *
     * @param account       with a locked row
     * @param organizations roles by the id of the organisation
     * @param platform      the platform role that the groups give; empty for none
     */
    void apply(
            Account account,
            IdentityRepository.Link link,
            Map<String, String> organizations,
            Optional<String> platform) {
        memberships.apply(account, organizations);
        String before = account.getRole();
        boolean given = before.equals(link.role());
        String now = platform.orElse(given ? Objects.requireNonNullElse(link.previousRole(), USER) : before);
        if (now.equals(before)) {
            return;
        }
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_UPDATE)
                .by("oidc", "OpenID Connect")
                .on(account.getId(), account.getEmail())
                .change("role", before, now));
        account.setRole(now);
        if (before.equals(Caller.ADMIN)) {
            resets.endLinksOf(account.getId());
            memberships.demoted(account);
        }
        log.publish(
                Revocations.TOPIC,
                "account",
                JsonText.object().add("account_id", account.getId()).build());
    }
}
