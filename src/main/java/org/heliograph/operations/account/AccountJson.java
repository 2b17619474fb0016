package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.json.JsonText;

/** What administrators see of accounts. */
@ApplicationScoped
class AccountJson {
    @Inject
    private AccountAdminService accounts;

    @Inject
    private SecondFactorService factors;

    JsonObject of(Account account) {
        return of(List.of(account)).getJsonObject(0);
    }

    JsonArray of(List<Account> found) {
        Map<String, Instant> locks = accounts.locks(found);
        Set<String> withFactor = factors.on(found.stream().map(Account::getId).toList());
        JsonArrayBuilder rows = JsonText.array();
        found.forEach(account -> rows.add(row(account, locks.get(account.getId()))
                .add("second_factor", withFactor.contains(account.getId()))
                .add("created_at", Timestamps.format(account.getCreatedAt()))));
        return rows.build();
    }

    private static JsonObjectBuilder row(Account account, Instant lockedUntil) {
        JsonObjectBuilder row = JsonText.object()
                .add("id", account.getId())
                .add("email", account.getEmail())
                .add("email_verified", account.isEmailVerified())
                .add("name", account.getName())
                .add("role", account.getRole())
                .add("disabled", account.isDisabled());
        return lockedUntil == null
                ? row.addNull("locked_until")
                : row.add("locked_until", Timestamps.format(lockedUntil));
    }
}
