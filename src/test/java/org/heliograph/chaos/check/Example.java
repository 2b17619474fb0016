package org.heliograph.chaos.check;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A machine that was made, changed twice, and joined by another that went again: all as it should be, until a test spoils it. */
final class Example {
    static final String TOPIC = "org:acme:machines";

    final TreeMap<Long, Row> log = new TreeMap<>();
    final List<JsonObject> machines = new ArrayList<>(List.of(machine("m", "v2")));
    final Ledger ledger = new Ledger();

    Example() {
        row(1, "INSERT", "{\"id\":\"m\",\"name\":\"m\",\"status\":\"online\",\"last_seen\":null}");
        row(2, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        row(3, "INSERT", "{\"id\":\"n\",\"name\":\"n\",\"status\":\"pending\",\"last_seen\":null}");
        row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");
        row(5, "DELETE", "{\"id\":\"n\"}");
        ledger.begin(Set.of(Fact.made("acme", "m"))).acknowledge();
        ledger.begin(Set.of(Fact.made("acme", "n"))).acknowledge();
        ledger.begin(Set.of(Fact.changed("acme", "m", "v1"))).acknowledge();
        ledger.begin(Set.of(Fact.changed("acme", "m", "v2"), Fact.deleted("acme", "n")));
    }

    void row(long seq, String event, String payload) {
        log.put(seq, new Row(seq, event, payload, Instant.parse("2026-03-17T10:30:45.123Z")));
    }

    static JsonObject machine(String id, String version) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("name", id)
                .add("status", "online")
                .add("version", version)
                .build();
    }

    Checker checker() {
        return new Checker(List.of(new Truth(TOPIC, log, 5, machines)));
    }
}
