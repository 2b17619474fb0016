package org.heliograph.operations.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import org.heliograph.json.JsonText;
import org.heliograph.machine.enrolment.CreatedKeyService;
import org.heliograph.operations.screen.ScreenTokenResource;
import org.heliograph.operations.screen.ScreenTokenService;
import org.heliograph.organization.members.ProgramInvitationService;

/**
 * What programs made with an API token and what works without it: auth keys, screen tokens, invitations. The holder of the token may have
 * kept them. Callers check permissions.
 */
@ApplicationScoped
@Transactional
public class TokenCreations {
    @Inject
    private CreatedKeyService keys;

    @Inject
    private ScreenTokenService screens;

    @Inject
    private ProgramInvitationService invitations;

    /** What still has an effect. @param orgId the organisation of the token; null for the installation, which includes screen tokens */
    JsonObject list(String tokenId, String orgId) {
        return json(
                keys.validKeysOfToken(tokenId, orgId),
                orgId == null ? ScreenTokenResource.rows(screens.createdByToken(tokenId)) : JsonArray.EMPTY_JSON_ARRAY,
                invitations.pending(tokenId, orgId));
    }

    /** Revokes what {@link #list} lists. @return what was revoked */
    JsonObject revoke(String tokenId, String orgId) {
        return json(
                keys.revokeAllOfToken(tokenId, orgId),
                orgId == null
                        ? ScreenTokenResource.rows(screens.revokeAllOfToken(tokenId))
                        : JsonArray.EMPTY_JSON_ARRAY,
                invitations.revokeAll(tokenId, orgId));
    }

    private static JsonObject json(JsonArray keys, JsonArray screens, JsonArray invitations) {
        return JsonText.object()
                .add("auth_keys", keys)
                .add("screen_tokens", screens)
                .add("invitations", invitations)
                .build();
    }
}
