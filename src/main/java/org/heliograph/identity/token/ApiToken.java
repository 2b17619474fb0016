package org.heliograph.identity.token;

import java.time.Instant;
import java.util.Set;

/**
 * An API token as it is listed: without its secret, of which only the hash is stored. A revoked one is deleted.
 *
 * @param name       what its maker calls it
 * @param prefix     the beginning of the secret, for display
 * @param orgId      the organisation in which it acts; null for the installation
 * @param createdBy  the e-mail address of its maker
 * @param creatorId  the account id of its maker, in whose name it acts
 * @param lastUsedAt to the minute; null when it was never used
 */
public record ApiToken(
        String id,
        String name,
        String prefix,
        Set<ApiScope> scopes,
        String orgId,
        String createdBy,
        String creatorId,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt) {}
