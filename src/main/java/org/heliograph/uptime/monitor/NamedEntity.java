package org.heliograph.uptime.monitor;

import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** The columns that monitors, groups and status pages share. */
@MappedSuperclass
public abstract class NamedEntity extends TimestampedEntity {
    private String name = "";
    private boolean demo;

    /** For the persistence provider. */
    protected NamedEntity() {}

    protected NamedEntity(String id, Instant now) {
        super(id, now);
    }

    /** The display name. */
    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** Marks what belongs to the demo and is removed with it. */
    public void setDemo(boolean demo) {
        this.demo = demo;
    }
}
