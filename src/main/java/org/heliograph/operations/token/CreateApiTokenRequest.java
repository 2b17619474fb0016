package org.heliograph.operations.token;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.heliograph.identity.token.ApiScope;
import org.heliograph.rest.ApiException;

/**
 * The body of a call that creates an API token.
 *
 * @param name   what its maker calls it
 * @param scopes a list of their words
 * @param orgId  the organisation in which it acts; absent for the installation
 */
record CreateApiTokenRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull JsonValue scopes,
        @Size(min = 1, max = 64) String orgId,
        @NotNull @Min(1) @Max(MAX_DAYS) Integer expiresInDays) {
    static final int MAX_DAYS = 366;
    private static final String SCOPES =
            "The field scopes must be a list of read, publish, pulses, alerts and administer, with one at least.";

    /** @throws ApiException 400 for what is no list of scopes, and for one that only the installation has */
    Set<ApiScope> parsedScopes() {
        Set<ApiScope> parsed = EnumSet.noneOf(ApiScope.class);
        if (!(scopes instanceof JsonArray words) || words.isEmpty()) {
            throw invalid(SCOPES);
        }
        for (JsonValue word : words) {
            ApiScope scope = Optional.of(word)
                    .filter(JsonString.class::isInstance)
                    .flatMap(text -> ApiScope.parse(((JsonString) text).getString()))
                    .orElseThrow(() -> invalid(SCOPES));
            if (orgId != null && !scope.isOfOrganizations()) {
                throw invalid("The scope " + scope.text()
                        + " is for the installation; an organisation has read and administer.");
            }
            parsed.add(scope);
        }
        return parsed;
    }

    private static ApiException invalid(String message) {
        return new ApiException(400, "INVALID_FIELD", message);
    }
}
