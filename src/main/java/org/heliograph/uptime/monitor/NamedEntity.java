package org.heliograph.uptime.monitor;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.heliograph.json.JsonText;

/** The columns that monitors, groups and status pages share. */
@MappedSuperclass
public abstract class NamedEntity extends TimestampedEntity {
    private String name = "";
    private boolean demo;

    @Column(name = "kept_fields")
    private String keptFields;

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

    /** Fields that were sent and that mean nothing here; answers give them back. */
    public JsonObject getKeptFields() {
        return keptFields == null ? JsonValue.EMPTY_JSON_OBJECT : JsonText.parse(keptFields);
    }

    public void setKeptFields(JsonObject fields) {
        keptFields = fields.isEmpty() ? null : fields.toString();
    }

    /** Marks what belongs to the demo and is removed with it. */
    public void setDemo(boolean demo) {
        this.demo = demo;
    }
}
