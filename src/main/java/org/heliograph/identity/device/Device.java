package org.heliograph.identity.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A device from which an account has signed in with the right password. Its token is stored as a hash. */
@Entity
@Table(name = "sign_in_device")
public class Device {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "token_hash")
    private String tokenHash;

    private String name;

    private int failures;

    private boolean returned;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    /** For the persistence provider. */
    protected Device() {}

    Device(String id, String accountId, String tokenHash, String name, Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.tokenHash = tokenHash;
        this.name = name;
        this.createdAt = createdAt;
        lastUsedAt = createdAt;
    }

    public String getId() {
        return id;
    }

    public String getAccountId() {
        return accountId;
    }

    public String getTokenHash() {
        return tokenHash;
    }

    public String getName() {
        return name;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getLastUsedAt() {
        return lastUsedAt;
    }

    /** The device has presented its token again: it keeps tokens. */
    void returned(String newName, Instant now) {
        name = newName;
        returned = true;
        failures = 0;
        lastUsedAt = now;
    }

    /** @return the consecutive failures, this one included */
    int fail() {
        return ++failures;
    }
}
