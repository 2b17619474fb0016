package org.heliograph.uptime.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** Monitors and groups taken together. */
@Entity
@Table(name = "monitor_group")
public class MonitorGroup {
    /** The share of children in percent that keeps a group of the strategy percentage from being down, unless it says another. */
    public static final double USUAL_DEGRADED_THRESHOLD = 50;

    @Id
    private String id;

    private String name;
    private String strategy;

    @Column(name = "degraded_threshold")
    private Double degradedThreshold;

    private String children = "[]";

    private boolean demo;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider. */
    protected MonitorGroup() {}

    public MonitorGroup(String id, String name, GroupStrategy strategy, Instant now) {
        this.id = id;
        this.name = name;
        this.strategy = strategy.text();
        createdAt = now;
        updatedAt = now;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public GroupStrategy getStrategy() {
        return GroupStrategy.parse(strategy).orElseThrow();
    }

    public void setStrategy(GroupStrategy strategy) {
        this.strategy = strategy.text();
    }

    /** In percent; null when it does not say. */
    public Double getDegradedThreshold() {
        return degradedThreshold;
    }

    public void setDegradedThreshold(Double degradedThreshold) {
        this.degradedThreshold = degradedThreshold;
    }

    /** Ids of the monitors and groups that make its status, in the order of pages. */
    public List<String> getChildren() {
        return IdList.parse(children);
    }

    public void setChildren(List<String> ids) {
        children = IdList.text(ids);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    public void setUpdatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
    }

    /** Says whether it came with the demo and goes with it. */
    public void setDemo(boolean demo) {
        this.demo = demo;
    }
}
