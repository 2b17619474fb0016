package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.SocketView;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** Isolation of organisations on the dashboard, and switching between them. */
@BrowserTest
class OrganizationIsolationIT {
    private final Fleet mine = TestOrganization.on(Server.shared());
    private final Fleet other = TestOrganization.on(Server.shared());

    @Test
    void ignoresMachinesOfAnotherOrganisation(Browser browser) {
        Agent here = mine.online();
        Agent there = other.online();
        TestOrganization.settle(mine);
        TestOrganization.settle(other);
        Tab tab = browser.visit(Server.shared(), TestOrganization.OWNER, mine.organization())
                .open("/dashboard")
                .live();
        assertThat(tab.testId("online-count")).hasText("1/1 Online");
        tab.until(tab.network()::quiet);
        int before = tab.network().statsCalls().size();

        try (SocketClient witness = other.listen("machines")) {
            other.patch(there.id(), "{\"last_seen\":\"2026-01-02T03:04:05.000Z\"}");
            other.patch(there.id(), "{\"status\":\"offline\"}");
            witness.next();
            witness.next();
        }
        here.shutDown(); // any event of the other organisation would have arrived before this
        assertThat(tab.testId("online-count")).hasText("0/1 Online");

        SocketView socket = tab.network().socket();
        tab.until(() -> !socket.events().isEmpty());
        assertThat(socket.sent()).containsExactly(subscription(mine));
        assertThat(socket.events())
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains(here.id()));
        assertThat(tab.network().statsCalls()).hasSize(before + 1);
    }

    @Test
    void refusesTheIdOfAnotherOrganisationInTheFilter(Browser browser) {
        Tab tab = browser.visit(Server.shared(), "mallory@acme.test", "acme")
                .open("/dashboard")
                .live();

        tab.recorder().sendOverThePagesSocket(subscription(other));
        SocketView socket = tab.network().socket();
        tab.until(() -> answers(socket).size() > 2);

        assertThat(answers(socket)).element(2).isEqualTo("error");
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void switchesTheOrganisationWithANewSocket(Browser browser) {
        Agent here = mine.online();
        Agent there = other.online();
        Tab tab = browser.visit(Server.shared(), TestOrganization.OWNER, mine.organization())
                .open("/dashboard")
                .live();
        assertThat(tab.about("active-machines", here.name())).isVisible();
        SocketView first = tab.network().socket();

        tab.testId("org-switch").selectOption(new SelectOption().setValue(other.organization()));

        assertThat(tab.about("active-machines", there.name())).isVisible();
        assertThat(tab.about("active-machines", here.name())).hasCount(0);
        tab.live();
        tab.until(first::isClosed);
        tab.until(() -> !tab.network().socket().sent().isEmpty());
        assertThat(tab.network().socket().url()).endsWith("org_id=" + other.organization());
        assertThat(tab.network().socket().sent()).containsExactly(subscription(other));

        tab.page().reload();
        Locator chosen = tab.testId("org-switch");
        assertThat(chosen).hasValue(other.organization());
    }

    /** The types of the frames that are no events: machines of that organisation may change at any time. */
    private static List<String> answers(SocketView socket) {
        return socket.received().stream()
                .map(frame -> JsonText.parse(frame).getString("type"))
                .filter(type -> !type.equals("event"))
                .toList();
    }

    private static String subscription(Fleet fleet) {
        return "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"org_id=eq." + fleet.organization()
                + "\"}";
    }
}
