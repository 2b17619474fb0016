package org.heliograph.identity;

import org.heliograph.event.Topic;

/**
 * The topic on which every node receives ended or changed rights: {@code membership} and {@code role} with {@code account_id}
 * and {@code org_id}; {@code account} with {@code account_id} when an account was deleted, disabled or got another platform role;
 * {@code sessions} with {@code account_id} and {@code version} when its older access tokens became invalid; {@code session} with
 * {@code account_id} and {@code session_id} when one session ended;
 * {@code organization} with {@code org_id} when an organisation was deleted;
 * {@code screen} with {@code screen_token_id} when a screen token was revoked; {@code api-token} with {@code api_token_id} when an API
 * token was.
 */
public final class Revocations {
    public static final Topic TOPIC = new Topic("identity", "revocations");

    private Revocations() {}
}
