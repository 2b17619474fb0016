package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/** Who must have a second factor: no account by default, or those whom {@code heliograph.login.factor.required} names. */
@ApplicationScoped
public class FactorPolicy {
    private static final String OWNER = "owner";

    @Inject
    private Configuration configuration;

    @Inject
    private OrganizationList organizations;

    @Inject
    private SecondFactorService factors;

    @Inject
    private SqlTemplate sql;

    @Inject
    private Clock clock;

    /** Whether an account may not sign in with its password alone. */
    public boolean requires(Account account) {
        return switch (configuration.get(SignInSettings.FACTOR_REQUIRED)) {
            case SignInSettings.FACTOR_FOR_ADMINS -> isAdmin(account);
            case SignInSettings.FACTOR_FOR_OWNERS -> isAdmin(account) || owns(account);
            case SignInSettings.FACTOR_FOR_EVERYONE -> true;
            default -> false;
        };
    }

    /** Whether a session goes on without the second factor that its account must have. What a provider began is the provider's to decide. */
    boolean isMissing(Account account, String session) {
        return requires(account)
                && !factors.isOn(account.getId())
                && sql.query(
                                "select 1 as one from oidc_session where session_id = ?",
                                row -> row.integer("one"),
                                session)
                        .isEmpty();
    }

    private static boolean isAdmin(Account account) {
        return account.getRole().equals(Caller.ADMIN);
    }

    private boolean owns(Account account) {
        Caller caller =
                new Caller(account.getId(), account.getEmail(), Set.of(account.getRole()), clock.instant(), Map.of());
        return organizations.of(caller).getValuesAs(JsonObject.class).stream()
                .anyMatch(organization -> organization.getString("role").equals(OWNER));
    }
}
