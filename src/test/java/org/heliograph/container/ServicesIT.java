package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.heliograph.hub.drain.Draining;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.operations.start.DemoAccounts;
import org.heliograph.operations.start.DemoContent;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.uptime.admin.MonitorAdminService;
import org.heliograph.uptime.admin.StatusPageAdminService;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes with the demo and what stays, and a sign-in that another call overtakes: services called at a moment of the test's. */
@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class ServicesIT {
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
    void theDemoTakesAlongWhatItMadeAndItsNamesFromWhatOthersMade() {
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

        Application.bean(DemoContent.class).remove();

        assertThat(ledger.strings("select id from monitor where id like ?1", "%" + id))
                .containsExactly("own-" + id);
        assertThat(ledger.strings("select id from alert where id like ?1", "%" + id))
                .containsExactly("own-alert-" + id);
        assertThat(ledger.strings("select items from status_page where id like ?1", "%" + id))
                .containsExactly("[\"own-" + id + "\"]");
    }

    @Test
    void everyNodeHearsWhoIsOutWithTheDemo() {
        AccountRepository accounts = Application.bean(AccountRepository.class);
        String demo = accounts.create("demo-" + id + "@example.test", "Demo", "hash", "user")
                .getId();
        String own = accounts.create("own-" + id + "@example.test", "Own", "hash", "user")
                .getId();
        ledger.inTransaction(() -> ledger.changeEntity(id));
        ledger.inTransaction(() -> {
            ledger.sql("update account set demo = true where id = ?1", demo);
            ledger.sql("update organization set demo = true where id = ?1", id);
            ledger.sql(
                    "insert into membership (org_id, account_id, role, created_at) values (?1, ?2, 'member', ?3)",
                    id,
                    own,
                    Timestamp.from(Instant.EPOCH));
        });

        Application.bean(DemoAccounts.class).remove();

        assertThat(ledger.strings("select id from account where email like ?1", "%" + id + "%"))
                .containsExactly(own);
        assertThat(told("account", demo)).containsExactly("{\"account_id\":\"" + demo + "\"}");
        assertThat(told("membership", own))
                .containsExactly("{\"account_id\":\"" + own + "\",\"org_id\":\"" + id + "\"}");
        assertThat(told("account", own)).isEmpty();
    }

    private List<String> told(String event, String account) {
        return ledger.strings(
                "select payload from publication where topic = ?1 and event = ?2 and payload like ?3",
                Revocations.TOPIC.name(),
                event,
                "%" + account + "%");
    }

    @Test
    void whoProvedTheFormerPasswordIsNotSignedInAfterItsChange() {
        String former = Application.bean(PasswordHasher.class).hash("the-former-password");
        Account proved = Application.bean(AccountRepository.class).create(id + "@example.test", "Late", former, "user");
        SignInService signIn = Application.bean(SignInService.class);
        signIn.changePassword(proved, "the-former-password", "the-next-password");

        assertThatThrownBy(() -> signIn.begin(proved))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo("INVALID_CREDENTIALS"));
        assertThatThrownBy(() -> signIn.changePassword(proved, "the-former-password", "a-third-password"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo("WRONG_PASSWORD"));
        assertThat(ledger.strings("select family from refresh_token where account_id = ?1", proved.getId()))
                .hasSize(1);
        assertThat(signIn.login(id + "@example.test", "the-next-password")).isNotNull();
    }

    @Test
    void administratorsFindTheNodeInJmx() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName node = new ObjectName("org.heliograph:type=Node");
        assertThat(beans.getAttribute(node, "Draining")).isEqualTo(false);
        assertThat(beans.getAttribute(node, "OpenSockets")).isEqualTo(0);
        try {
            beans.invoke(node, "drain", new Object[] {-1}, new String[] {"int"});

            assertThat(beans.getAttribute(node, "Draining")).isEqualTo(true);
            assertThat(Application.bean(Draining.class).course().orElseThrow().over())
                    .isEqualTo(Duration.ofSeconds(30));
        } finally {
            beans.invoke(node, "undrain", null, null);
        }
        assertThat(beans.getAttribute(node, "Draining")).isEqualTo(false);
    }

    private static void monitor(String id) {
        Application.bean(MonitorAdminService.class)
                .create(Body.parse(
                        "{\"id\":\"%1$s\",\"name\":\"%1$s\",\"token\":\"t-%1$s\",\"interval\":60}".formatted(id)));
    }

    private static void page(String id, String items) {
        Application.bean(StatusPageAdminService.class)
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
