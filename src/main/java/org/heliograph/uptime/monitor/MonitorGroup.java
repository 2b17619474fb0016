package org.heliograph.uptime.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** A group of monitors and groups with a common status. */
@Entity
@Table(name = "monitor_group")
public class MonitorGroup extends NamedEntity {
    /** The degraded threshold in percent of a group that has none of its own. */
    public static final double DEFAULT_DEGRADED_THRESHOLD = 50;

    private String strategy;

    @Column(name = "degraded_threshold")
    private Double degradedThreshold;

    private String children = "[]";

    /** For the persistence provider. */
    protected MonitorGroup() {}

    public MonitorGroup(String id, GroupStrategy strategy, Instant now) {
        super(id, now);
        this.strategy = strategy.text();
    }

    public GroupStrategy getStrategy() {
        return GroupStrategy.parse(strategy).orElseThrow();
    }

    public void setStrategy(GroupStrategy strategy) {
        this.strategy = strategy.text();
    }

    /** The percentage of children up below which a group of the strategy percentage is down; null for the default. */
    public Double getDegradedThreshold() {
        return degradedThreshold;
    }

    /** The percentage of children up from which on a group of the strategy percentage is not down. */
    public double threshold() {
        return degradedThreshold == null ? DEFAULT_DEGRADED_THRESHOLD : degradedThreshold;
    }

    public void setDegradedThreshold(Double degradedThreshold) {
        this.degradedThreshold = degradedThreshold;
    }

    /** Ids of the monitors and groups that determine its status, in display order. */
    public List<String> getChildren() {
        return IdList.parse(children);
    }

    public void setChildren(List<String> ids) {
        children = IdList.text(ids);
    }
}
