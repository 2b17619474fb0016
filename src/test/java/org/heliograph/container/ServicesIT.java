package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.heliograph.operations.DemoService;
import org.heliograph.rest.Body;
import org.heliograph.uptime.monitor.admin.MonitorEditor;
import org.heliograph.uptime.page.PageEditor;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the demo's people made goes with the demo, and nothing else does. */
@ExtendWith(ArquillianExtension.class)
public class DemoServiceIT {
    private final String id = UUID.randomUUID().toString();
    private Ledger ledger;

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void findBeans() {
        ledger = Application.bean(Ledger.class);
    }

    @Test
    void removesWhatTheDemoMadeAndItsNamesFromWhatOthersMade() {
        monitor("demo-" + id);
        monitor("own-" + id);
        page("demo-page-" + id, "\"demo-" + id + "\"");
        page("own-page-" + id, "\"demo-" + id + "\",\"own-" + id + "\"");
        ledger.inTransaction(() -> {
            ledger.sql("update monitor set demo = true where id = ?1", "demo-" + id);
            ledger.sql("update status_page set demo = true where id = ?1", "demo-page-" + id);
            alert("demo-alert-" + id, true);
            alert("own-alert-" + id, false);
        });

        Application.bean(DemoService.class).remove();

        assertThat(ledger.strings("select id from monitor where id like ?1", "%" + id))
                .containsExactly("own-" + id);
        assertThat(ledger.strings("select id from alert where id like ?1", "%" + id))
                .containsExactly("own-alert-" + id);
        assertThat(ledger.strings("select items from status_page where id like ?1", "%" + id))
                .containsExactly("[\"own-" + id + "\"]");
    }

    private static void monitor(String id) {
        Application.bean(MonitorEditor.class)
                .create(Body.parse(
                        "{\"id\":\"%1$s\",\"name\":\"%1$s\",\"token\":\"t-%1$s\",\"interval\":60}".formatted(id)));
    }

    private static void page(String id, String items) {
        Application.bean(PageEditor.class)
                .create(Body.parse(
                        "{\"id\":\"%1$s\",\"name\":\"%1$s\",\"slug\":\"%1$s\",\"items\":[%2$s]}".formatted(id, items)));
    }

    private void alert(String id, boolean demo) {
        ledger.sql(
                "insert into alert (id, site, severity, message, status, source, demo, created_at, updated_at)"
                        + " values (?1, 'Kilimanjaro', 'info', 'a test', 'open', 'people', ?2, ?3, ?3)",
                id,
                demo,
                Timestamp.from(Instant.EPOCH));
    }
}
