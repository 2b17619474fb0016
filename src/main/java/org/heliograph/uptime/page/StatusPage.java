package org.heliograph.uptime.page;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.NamedEntity;

/** The configuration of a status page: its address, what it shows and who may read it. */
@Entity
@Table(name = "status_page")
public class StatusPage extends NamedEntity {
    private String slug = "";
    private String items = "[]";

    @Column(name = "leaf_items")
    private String leafItems = "[]";

    @Column(name = "password_hash")
    private String passwordHash;

    private boolean reports;
    private String appearance;
    private String host;

    @Column(name = "mail_subscription")
    private boolean mailSubscription = true;

    /** For the persistence provider. */
    protected StatusPage() {}

    public StatusPage(String id, Instant now) {
        super(id, now);
    }

    /** The name in its address; unique among status pages. */
    public String getSlug() {
        return slug;
    }

    public void setSlug(String slug) {
        this.slug = slug;
    }

    /** Ids of the monitors and groups it shows, in display order. */
    public List<String> getItems() {
        return IdList.parse(items);
    }

    public void setItems(List<String> ids) {
        items = IdList.text(ids);
    }

    /** Ids of the monitors and groups whose children it does not show. */
    public List<String> getLeafItems() {
        return IdList.parse(leafItems);
    }

    public void setLeafItems(List<String> ids) {
        leafItems = IdList.text(ids);
    }

    /** The slow hash of the password's BLAKE2b-512; null for a page that everybody may read. */
    String getPasswordHash() {
        return passwordHash;
    }

    public void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    public boolean isProtectedByPassword() {
        return passwordHash != null;
    }

    /** Whether its readers can download reports. */
    public boolean isReports() {
        return reports;
    }

    public void setReports(boolean reports) {
        this.reports = reports;
    }

    public Appearance getAppearance() {
        return Appearance.parse(appearance);
    }

    public void setAppearance(Appearance appearance) {
        this.appearance = appearance.stored();
    }

    /** The host name at which it is the only page, in lower case; unique among status pages, null for none. */
    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    /** Whether its readers may subscribe by mail, where a mail server is set. */
    public boolean isMailSubscription() {
        return mailSubscription;
    }

    public void setMailSubscription(boolean mailSubscription) {
        this.mailSubscription = mailSubscription;
    }
}
