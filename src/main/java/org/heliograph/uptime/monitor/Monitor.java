package org.heliograph.uptime.monitor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/** The configuration of a monitored service that sends pulses. Its state is in the table {@code monitor_state}. */
@Entity
@Table(name = "monitor")
public class Monitor extends NamedEntity {
    /** The number of custom metrics that a monitor can have. */
    public static final int METRICS = 3;

    /** The retries of a monitor that is created without any: one late pulse is no downtime. */
    private static final int DEFAULT_MAX_RETRIES = 1;

    @Column(name = "token")
    private String sealedToken;

    @Column(name = "token_hash")
    private String tokenHash;

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

    /** For the persistence provider. */
    protected Monitor() {}

    /** Without a token. */
    public Monitor(String id, String name, int intervalSeconds, Instant now) {
        super(id, now);
        setName(name);
        this.intervalSeconds = intervalSeconds;
        maxRetries = DEFAULT_MAX_RETRIES;
    }

    /** The secret that a pulse must carry, encrypted ({@link PushTokens#seal}). */
    public String getSealedToken() {
        return sealedToken;
    }

    /** The hash of that secret ({@link PushTokens#hash}); unique among monitors. */
    public String getTokenHash() {
        return tokenHash;
    }

    /** Sets the secret, unless it is the one that the monitor has. */
    public void setToken(String token, PushTokens tokens) {
        String hash = PushTokens.hash(token);
        if (!hash.equals(tokenHash) || tokens.open(sealedToken).isEmpty()) {
            sealedToken = tokens.seal(token);
            tokenHash = hash;
        }
    }

    /** The longest time between two pulses, in seconds. */
    public int getIntervalSeconds() {
        return intervalSeconds;
    }

    public void setIntervalSeconds(int intervalSeconds) {
        this.intervalSeconds = intervalSeconds;
    }

    /** The number of checks by whose time a pulse may be late, besides one, before the monitor is down; 1 unless said otherwise. */
    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    /** The number of further missed checks after which {@code monitor-still-down} is sent, each time again; 0 for never. */
    public int getResendNotification() {
        return resendNotification;
    }

    public void setResendNotification(int resendNotification) {
        this.resendNotification = resendNotification;
    }

    /** Ids of the monitors and groups that pages show beneath it; they do not affect its status. */
    public List<String> getChildren() {
        return IdList.parse(children);
    }

    public void setChildren(List<String> ids) {
        children = IdList.text(ids);
    }

    /** Ids of the monitors and groups that it depends on: while one is down, no {@code monitor-still-down} is sent for this one. */
    public List<String> getDependencies() {
        return IdList.parse(dependencies);
    }

    public void setDependencies(List<String> ids) {
        dependencies = IdList.text(ids);
    }

    /** @param number 1 to {@link #METRICS} @return null without such a metric */
    public CustomMetric getCustom(int number) {
        return CustomMetric.parse(
                switch (number) {
                    case 1 -> custom1;
                    case 2 -> custom2;
                    default -> custom3;
                });
    }

    /** @param number 1 to {@link #METRICS} @param metric null to remove it */
    public void setCustom(int number, CustomMetric metric) {
        String text = metric == null ? null : metric.json().toString();
        switch (number) {
            case 1 -> custom1 = text;
            case 2 -> custom2 = text;
            default -> custom3 = text;
        }
    }
}
