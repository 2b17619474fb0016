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
 * A machine of an organisation. It keeps the values of its columns as they were last loaded or flushed, with which
 * {@link MachineListener} finds out what a flush changes.
 */
@Entity
@Table(name = "machine")
@EntityListeners(MachineListener.class)
public class Machine extends EnrolledEntity {
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

    @Column(name = "agent_instance")
    private String agentInstance;

    @Column(name = "previous_instance")
    private String previousInstance;

    @Column(name = "cloned_instance")
    private String clonedInstance;

    /** See {@link CohortRepository}; 0 until the cleanup has chosen one. */
    private long cohort;

    @Transient
    private Map<String, Object> persistedValues = Map.of();

    @Transient
    private ChangeSource changeSource = ChangeSource.SERVER;

    /** For the persistence provider. */
    protected Machine() {}

    /** A pending machine: one without a heartbeat so far. */
    public Machine(String id, String orgId, String name, Instant now) {
        super(now);
        this.id = id;
        this.orgId = orgId;
        this.name = name;
        status = MachineStatus.PENDING;
    }

    /** Values by column name as last loaded or flushed; empty before the first insert. */
    Map<String, Object> persistedValues() {
        return persistedValues;
    }

    @PostLoad
    void recordPersistedValues() {
        persistedValues = MachineColumns.valuesOf(this);
    }

    ChangeSource changeSource() {
        return changeSource;
    }

    /** Declares the source of the changes that follow; {@link ChangeSource#SERVER} by default. */
    public void setChangeSource(ChangeSource source) {
        changeSource = source;
    }

    /** Has the next run of the cleanup look at it: it may be silent sooner than its cohort expects. */
    public void leaveCohort() {
        cohort = 0;
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

    /** Whether the cleanup deletes it, instead of setting it offline, when heartbeats stop. */
    public boolean isEphemeral() {
        return ephemeral;
    }

    public void setEphemeral(boolean ephemeral) {
        this.ephemeral = ephemeral;
    }

    /** Whether an administrator has disabled it: its node key is rejected. */
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

    /**
     * Accepts a process of the agent that uses this machine's node key. A new process takes the place of the one before, as after
     * a restart. If the one before is alive nevertheless, the new one runs on a clone of the machine's disk and is not accepted
     * from then on.
     *
     * @param instance a random text of the process
     * @return whether it was accepted; when not, the machine is unchanged
     */
    public boolean acceptInstance(String instance) {
        if (instance.equals(clonedInstance)) {
            return false;
        }
        if (instance.equals(agentInstance)) {
            return true;
        }
        if (instance.equals(previousInstance)) {
            clonedInstance = agentInstance;
            previousInstance = null;
        } else {
            previousInstance = agentInstance;
        }
        agentInstance = instance;
        return true;
    }

    /** The process of the agent that is accepted now; null when none has named itself. */
    public String getAgentInstance() {
        return agentInstance;
    }

    /** The process that was found to run on a clone of this machine's disk; null when there is none. */
    public String getClonedInstance() {
        return clonedInstance;
    }

    /** Time of the last heartbeat, written with a delay of up to a second; null before the first one. */
    public Instant getLastSeen() {
        return lastSeen;
    }

    public void setLastSeen(Instant lastSeen) {
        this.lastSeen = lastSeen;
    }
}
