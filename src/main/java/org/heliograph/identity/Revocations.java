package org.heliograph.identity;

import org.heliograph.event.Topic;

/**
 * Where every node hears of rights that ended or changed: {@code membership} and {@code role} with {@code account_id} and
 * {@code org_id}, {@code account} with {@code account_id} for an account that is gone or disabled, or has another platform role.
 */
public final class Revocations {
    public static final Topic TOPIC = new Topic("identity", "revocations");

    private Revocations() {}
}
