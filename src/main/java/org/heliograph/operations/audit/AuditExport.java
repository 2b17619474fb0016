package org.heliograph.operations.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heliograph.audit.AuditRepository;
import org.heliograph.audit.AuditRow;
import org.heliograph.audit.AuditSearch;
import org.heliograph.text.CsvEncoder;

/**
 * Writes rows of the audit trail as a file: as a JSON array, or as CSV. It reads them in parts, each by a short query, so that
 * neither memory nor a connection of the database is held for long; {@link ExportLimiter} bounds what a slow reader holds.
 */
@ApplicationScoped
public class AuditExport {
    /** The most rows of a file. A filter by time gets the others. */
    static final int MOST = 100_000;

    private static final int PART = 1_000;

    @Inject
    private AuditRepository rows;

    /** For the container. */
    protected AuditExport() {}

    AuditExport(AuditRepository rows) {
        this.rows = rows;
    }

    void write(AuditSearch search, boolean csv, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(csv ? CsvEncoder.line(AuditRow.FIELDS.stream()) + "\r\n" : "[");
        AuditSearch next = search;
        for (int written = 0; written < MOST; ) {
            List<AuditRow> part = rows.find(next, Math.min(PART, MOST - written));
            for (AuditRow row : part) {
                writer.write(csv ? line(row.json()) : (written == 0 ? "\n" : ",\n") + row.json());
                written++;
            }
            if (part.size() < PART) {
                break;
            }
            next = search.before(part.get(part.size() - 1).id());
        }
        writer.write(csv ? "" : "\n]\n");
        writer.flush();
    }

    private static String line(JsonObject row) {
        return CsvEncoder.line(AuditRow.FIELDS.stream().map(row::get)) + "\r\n";
    }
}
