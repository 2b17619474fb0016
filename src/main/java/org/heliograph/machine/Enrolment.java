package org.heliograph.machine;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** By what a machine became one of its organisation. The auth key and the account may have been deleted since. */
@Embeddable
public class Enrolment {
    @Column(name = "auth_key_id")
    private String authKeyId;

    @Column(name = "auth_key_prefix")
    private String authKeyPrefix;

    @Column(name = "enrolled_by")
    private String accountId;

    @Column(name = "enrolled_at")
    private Instant at;

    /** For the persistence provider. */
    protected Enrolment() {}

    /**
     * @param authKeyId     the auth key that admitted it; null for a machine that an account has added itself
     * @param authKeyPrefix what is shown of that key; null likewise
     * @param accountId     who made the key, or added the machine; null when it is not known
     */
    public Enrolment(String authKeyId, String authKeyPrefix, String accountId, Instant at) {
        this.authKeyId = authKeyId;
        this.authKeyPrefix = authKeyPrefix;
        this.accountId = accountId;
        this.at = at;
    }

    public String getAuthKeyId() {
        return authKeyId;
    }

    public String getAuthKeyPrefix() {
        return authKeyPrefix;
    }

    public String getAccountId() {
        return accountId;
    }

    public Instant getAt() {
        return at;
    }
}
