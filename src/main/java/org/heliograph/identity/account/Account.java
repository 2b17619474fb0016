package org.heliograph.identity.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An account that signs in with a password, of which a hash is stored. */
@Entity
@EntityListeners(AccountListener.class)
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

    @Column(name = "email_verified")
    private boolean emailVerified;

    @Column(name = "address_claimed")
    private boolean addressClaimed;

    @Column(name = "token_version")
    private int tokenVersion;

    @Column(name = "created_at")
    private Instant createdAt;

    @Transient
    private Map<String, Object> persistedProfile = Map.of();

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
        emailVerified = demo;
        this.createdAt = createdAt;
    }

    /** The stored form of an address: without surrounding blanks, in lower case. */
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

    /** Whether the holder of the address has proved it, or the operator of the server vouches for it. */
    public boolean isEmailVerified() {
        return emailVerified;
    }

    public void verifyEmail() {
        emailVerified = true;
        addressClaimed = false;
    }

    /**
     * Whether the holder of the account named the address, and nothing has proved it since. Nothing that gives the account away follows
     * from such an address: no reset link is mailed to it, and no person of an OpenID Connect provider is linked by it.
     */
    public boolean isAddressClaimed() {
        return addressClaimed;
    }

    public void claimAddress() {
        addressClaimed = true;
    }

    /** Takes over what an OpenID Connect provider says of an account that it made. @param verified the address that it has verified, or null to leave the address */
    public void setProfile(String newName, String verified) {
        name = newName;
        if (verified != null) {
            email = normalized(verified);
            verifyEmail();
        }
    }

    public void setName(String name) {
        this.name = name;
    }

    /** @param changed an address of which nothing is proved yet */
    public void setEmail(String changed) {
        email = normalized(changed);
        emailVerified = false;
        addressClaimed = false;
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

    /** The version that its access tokens must have. */
    public int getTokenVersion() {
        return tokenVersion;
    }

    /** Ends the validity of every access token. */
    public void endTokens() {
        tokenVersion++;
    }

    /** What administrators see of the account, by the names that events use; nothing secret. */
    Map<String, Object> profile() {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("email", email);
        profile.put("name", name);
        profile.put("role", role);
        profile.put("disabled", disabled);
        profile.put("emailVerified", emailVerified);
        return profile;
    }

    /** The profile that the database had when the account was read or last flushed. */
    Map<String, Object> persistedProfile() {
        return persistedProfile;
    }

    @PostLoad
    void recordPersistedProfile() {
        persistedProfile = profile();
    }
}
