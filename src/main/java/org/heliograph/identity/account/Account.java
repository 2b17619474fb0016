package org.heliograph.identity.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Somebody who signs in with a password that we keep, hashed. */
@Entity
@Table(name = "account")
public class Account {
    @Id
    private String id;

    private String email;

    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    private String role;

    private boolean demo;

    private boolean disabled;

    private int failures;

    @Column(name = "locked_until")
    private Instant lockedUntil;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider. */
    protected Account() {}

    /** @param role the platform role, never one in an organisation */
    public Account(
            String id, String email, String name, String passwordHash, String role, boolean demo, Instant createdAt) {
        this.id = id;
        this.email = normalized(email);
        this.name = name;
        this.passwordHash = passwordHash;
        this.role = role;
        this.demo = demo;
        this.createdAt = createdAt;
    }

    /** An address as it is stored and looked for: people write it in any case. */
    public static String normalized(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public String getId() {
        return id;
    }

    public String getEmail() {
        return email;
    }

    public String getName() {
        return name;
    }

    public String getRole() {
        return role;
    }

    /** @param role the platform role */
    public void setRole(String role) {
        this.role = role;
    }

    public boolean isDemo() {
        return demo;
    }

    public boolean isDisabled() {
        return disabled;
    }

    public void setDisabled(boolean disabled) {
        this.disabled = disabled;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public String getPasswordHash() {
        return passwordHash;
    }

    public void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    /** Until when no sign-in is tried; null when it may be. */
    public Instant getLockedUntil() {
        return lockedUntil;
    }

    /**
     * Counts an attempt as failed before its password is looked at, so that many at once cannot try more than the bound;
     * a good one is taken back by {@link #clearFailures()}.
     *
     * @return whether the attempt may be made
     */
    boolean admitAttempt(Instant now, int mostFailures, Duration lock) {
        if (lockedUntil != null) {
            if (lockedUntil.isAfter(now)) {
                return false;
            }
            clearFailures();
        }
        failures++;
        if (failures >= mostFailures) {
            lockedUntil = now.plus(lock);
        }
        return true;
    }

    /** Takes back an attempt whose password was not looked at. */
    void withdrawAttempt(int mostFailures) {
        failures = Math.max(0, failures - 1);
        if (failures < mostFailures) {
            lockedUntil = null;
        }
    }

    void clearFailures() {
        failures = 0;
        lockedUntil = null;
    }
}
