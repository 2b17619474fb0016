package org.heliograph.uptime.page;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.monitor.IdList;

/** A public page and what it shows. */
@Entity
@Table(name = "status_page")
public class StatusPage {
    @Id
    private String id;

    private String name;
    private String slug;
    private String items = "[]";

    @Column(name = "leaf_items")
    private String leafItems = "[]";

    @Column(name = "password_hash")
    private String passwordHash;

    private boolean reports;
    private boolean demo;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider. */
    protected StatusPage() {}

    public StatusPage(String id, String name, String slug, Instant now) {
        this.id = id;
        this.name = name;
        this.slug = slug;
        createdAt = now;
        updatedAt = now;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    void setName(String name) {
        this.name = name;
    }

    /** The name in its address. */
    public String getSlug() {
        return slug;
    }

    void setSlug(String slug) {
        this.slug = slug;
    }

    /** Ids of the monitors and groups it shows, in its order. */
    public List<String> getItems() {
        return IdList.parse(items);
    }

    void setItems(List<String> ids) {
        items = IdList.text(ids);
    }

    /** Ids of those whose children it does not show. */
    public List<String> getLeafItems() {
        return IdList.parse(leafItems);
    }

    void setLeafItems(List<String> ids) {
        leafItems = IdList.text(ids);
    }

    /** The slow hash of the password's BLAKE2b-512; null when everybody may read. */
    String getPasswordHash() {
        return passwordHash;
    }

    void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    public boolean isProtectedByPassword() {
        return passwordHash != null;
    }

    /** Whether it hands out reports. */
    public boolean isReports() {
        return reports;
    }

    void setReports(boolean reports) {
        this.reports = reports;
    }

    /** Says whether it came with the demo and goes with it. */
    void setDemo(boolean demo) {
        this.demo = demo;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    void setUpdatedAt(Instant updatedAt) {
        this.updatedAt = updatedAt;
    }
}
