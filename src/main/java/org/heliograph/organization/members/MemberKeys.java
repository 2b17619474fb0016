package org.heliograph.organization.members;

import jakarta.json.JsonArray;

/** The auth keys that members made; implemented by the machine package, which this one does not depend on. */
public interface MemberKeys {
    /** The keys of an account in an organisation that still register machines, as in {@code GET /api/keys}, newest first. */
    JsonArray validKeys(String orgId, String accountId);
}
