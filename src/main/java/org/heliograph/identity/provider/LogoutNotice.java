package org.heliograph.identity.provider;

import java.time.Instant;

/**
 * The provider says that a session has ended (OpenID Connect Back-Channel Logout 1.0).
 *
 * @param subject   null for whichever has the session
 * @param session   the provider's id of it; null for all of the subject
 * @param id        of the token, which is used once
 * @param expiresAt when the token expires
 */
public record LogoutNotice(String issuer, String subject, String session, String id, Instant expiresAt) {}
