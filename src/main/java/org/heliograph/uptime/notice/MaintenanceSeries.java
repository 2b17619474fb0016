package org.heliograph.uptime.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.TimestampedEntity;
import org.heliograph.uptime.recurrence.Recurrence;

/** A recurring maintenance: what its occurrences have in common, and when they are. */
@Entity
@Table(name = "maintenance_series")
public class MaintenanceSeries extends TimestampedEntity {
    private static final Logger LOG = Logger.getLogger(MaintenanceSeries.class.getName());

    @Column(name = "status_page_id", updatable = false)
    private String statusPageId;

    private String title = "";
    private String message = "";

    @Column(name = "affected_monitors")
    private String affectedMonitors = "[]";

    @Column(name = "suppress_notifications")
    private boolean suppressNotifications = true;

    private String recurrence;
    private String excluded = "[]";

    @Column(name = "fill_at")
    private Instant fillAt;

    /** For the persistence provider. */
    protected MaintenanceSeries() {}

    MaintenanceSeries(String id, String statusPageId, Instant now) {
        super(id, now);
        this.statusPageId = statusPageId;
    }

    String getStatusPageId() {
        return statusPageId;
    }

    void setTitle(String title) {
        this.title = title;
    }

    /** Of the first update of each occurrence. */
    String getMessage() {
        return message;
    }

    void setMessage(String message) {
        this.message = message;
    }

    List<String> getAffectedMonitors() {
        return IdList.parse(affectedMonitors);
    }

    void setAffectedMonitors(List<String> ids) {
        affectedMonitors = IdList.text(ids);
    }

    void setSuppressNotifications(boolean suppressNotifications) {
        this.suppressNotifications = suppressNotifications;
    }

    /** Null in one that is being filled. */
    Recurrence getRecurrence() {
        return recurrence == null ? null : Recurrence.parse(recurrence);
    }

    /** Whether the recurrence can be read here; logs why not. A zone may be gone with another version of Java. */
    boolean isReadable() {
        try {
            return getRecurrence() != null;
        } catch (RuntimeException unreadable) {
            LOG.log(Level.WARNING, unreadable, () -> "the recurrence of the series " + getId() + " cannot be read");
            return false;
        }
    }

    void setRecurrence(Recurrence recurrence) {
        this.recurrence = recurrence.json().toString();
    }

    /** The earliest time at which it may need further occurrences; empty when its rule has no more. */
    Optional<Instant> getFillAt() {
        return Optional.ofNullable(fillAt);
    }

    void setFillAt(Instant fillAt) {
        this.fillAt = fillAt;
    }

    boolean excludes(Instant occurrence) {
        return IdList.parse(excluded).contains(occurrence.toString());
    }

    /** Has an occurrence not be made again. Those of which a rule can only have earlier ones are left out of the list. */
    void exclude(Instant occurrence, Instant now) {
        Instant past = now.minus(getRecurrence().duration());
        Stream<String> kept =
                IdList.parse(excluded).stream().filter(one -> Instant.parse(one).isAfter(past));
        excluded = IdList.text(
                Stream.concat(kept, Stream.of(occurrence.toString())).distinct().toList());
    }

    /** Copies what the occurrences have in common. */
    void describe(Maintenance occurrence) {
        occurrence.setTitle(title);
        occurrence.setAffectedMonitors(getAffectedMonitors());
        occurrence.setSuppressNotifications(suppressNotifications);
    }
}
