package org.heliograph.uptime.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** Something that tells by pulses that it works, as an administrator describes it. Its state lives elsewhere. */
@Entity
@Table(name = "monitor")
public class Monitor {
    /** How many custom metrics a monitor can have. */
    public static final int METRICS = 3;

    @Id
    private String id;

    private String name;
    private String token;

    @Column(name = "interval_seconds")
    private int intervalSeconds;

    @Column(name = "max_retries")
    private int maxRetries;

    @Column(name = "resend_notification")
    private int resendNotification;

    private String children = "[]";
    private String dependencies = "[]";
    private String custom1;
    private String custom2;
    private String custom3;

    private boolean demo;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider. */
    protected Monitor() {}

    public Monitor(String id, String name, String token, int intervalSeconds, Instant now) {
        this.id = id;
        this.name = name;
        this.token = token;
        this.intervalSeconds = intervalSeconds;
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

    /** What a pulse has to bring. */
    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    /** How many seconds may pass between two pulses. */
    public int getIntervalSeconds() {
        return intervalSeconds;
    }

    public void setIntervalSeconds(int intervalSeconds) {
        this.intervalSeconds = intervalSeconds;
    }

    /** How many misses in a row are forgiven. */
    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    /** After how many further misses it is told again that the monitor is down; 0 for never. */
    public int getResendNotification() {
        return resendNotification;
    }

    public void setResendNotification(int resendNotification) {
        this.resendNotification = resendNotification;
    }

    /** Ids of the monitors and groups that pages show beneath it; they do not touch its status. */
    public List<String> getChildren() {
        return IdList.parse(children);
    }

    public void setChildren(List<String> ids) {
        children = IdList.text(ids);
    }

    /** Ids of the monitors and groups without which it cannot work: while one is down, this one's being down is not repeated. */
    public List<String> getDependencies() {
        return IdList.parse(dependencies);
    }

    public void setDependencies(List<String> ids) {
        dependencies = IdList.text(ids);
    }

    /** @param number 1 to {@link #METRICS} @return null when it has no such metric */
    public CustomMetric getCustom(int number) {
        return CustomMetric.parse(
                switch (number) {
                    case 1 -> custom1;
                    case 2 -> custom2;
                    default -> custom3;
                });
    }

    public void setCustom(int number, CustomMetric metric) {
        String text = metric == null ? null : metric.json().toString();
        switch (number) {
            case 1 -> custom1 = text;
            case 2 -> custom2 = text;
            default -> custom3 = text;
        }
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
