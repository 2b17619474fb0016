package org.heliograph.machine;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Map;

/**
 * A machine of an organisation. It remembers what the database holds of it, so that its listener can tell what a flush
 * has changed; whoever changes it says why.
 */
@Entity
@Table(name = "machine")
@EntityListeners(MachineListener.class)
public class Machine {
    @Id
    private String id;

    @Column(name = "org_id", updatable = false)
    private String orgId;

    private String name;

    @Column(name = "tailnet_ip")
    private String tailnetIp;

    private String os;
    private String arch;
    private String version;
    private MachineStatus status;
    private boolean ephemeral;

    @Column(name = "admin_disabled")
    private boolean adminDisabled;

    @Column(name = "node_key_hash")
    private String nodeKeyHash;

    @Column(name = "last_seen")
    private Instant lastSeen;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Transient
    private Map<String, Object> stored = Map.of();

    @Transient
    private ChangeSource cause = ChangeSource.SERVER;

    /** For the persistence provider. */
    protected Machine() {}

    /** A machine that has not reported yet. */
    public Machine(String id, String orgId, String name, Instant now) {
        this.id = id;
        this.orgId = orgId;
        this.name = name;
        status = MachineStatus.PENDING;
        createdAt = now;
        updatedAt = now;
    }

    /** The columns as the database holds them; empty before the first insert. */
    Map<String, Object> stored() {
        return stored;
    }

    @PostLoad
    void remember() {
        stored = MachineColumns.valuesOf(this);
    }

    ChangeSource cause() {
        return cause;
    }

    /** Says why it is changed from here on. */
    public void changeBecauseOf(ChangeSource reason) {
        cause = reason;
    }

    public String getId() {
        return id;
    }

    public String getOrgId() {
        return orgId;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getTailnetIp() {
        return tailnetIp;
    }

    public void setTailnetIp(String tailnetIp) {
        this.tailnetIp = tailnetIp;
    }

    public String getOs() {
        return os;
    }

    public void setOs(String os) {
        this.os = os;
    }

    public String getArch() {
        return arch;
    }

    public void setArch(String arch) {
        this.arch = arch;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public MachineStatus getStatus() {
        return status;
    }

    public void setStatus(MachineStatus status) {
        this.status = status;
    }

    /** Whether it is deleted, and not just offline, once it has fallen silent. */
    public boolean isEphemeral() {
        return ephemeral;
    }

    public void setEphemeral(boolean ephemeral) {
        this.ephemeral = ephemeral;
    }

    /** Whether an administrator has shut it out: its node key counts for nothing. */
    public boolean isAdminDisabled() {
        return adminDisabled;
    }

    public void setAdminDisabled(boolean adminDisabled) {
        this.adminDisabled = adminDisabled;
    }

    public String getNodeKeyHash() {
        return nodeKeyHash;
    }

    public void setNodeKeyHash(String nodeKeyHash) {
        this.nodeKeyHash = nodeKeyHash;
    }

    /** When its agent reported last, to within a second; null when it never did. */
    public Instant getLastSeen() {
        return lastSeen;
    }

    public void setLastSeen(Instant lastSeen) {
        this.lastSeen = lastSeen;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** When people or the agent last changed it; reports and the cleanup leave this time alone. */
    public Instant getUpdatedAt() {
        return updatedAt;
    }

    public void setUpdatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
    }
}
