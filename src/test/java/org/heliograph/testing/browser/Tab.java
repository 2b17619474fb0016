package org.heliograph.testing.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An open page with its network log and the errors and warnings of its console. */
public final class Tab {
    private final Page page;
    private final NetworkLog network;
    private final PageRecorder recorder;
    private final List<String> consoleMessages = new ArrayList<>();

    Tab(Page page) {
        this.page = page;
        network = new NetworkLog(page.context().newCDPSession(page));
        recorder = new PageRecorder(page);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                consoleMessages.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> consoleMessages.add("uncaught: " + error));
    }

    public Page page() {
        return page;
    }

    /** The network log, as in the developer tools. */
    public NetworkLog network() {
        return network;
    }

    /** Sockets and calls as recorded inside the page, with the page's clock. */
    public PageRecorder recorder() {
        return recorder;
    }

    /** Errors, warnings and policy violations from the console, and uncaught exceptions. */
    public List<String> consoleMessages() {
        return consoleMessages;
    }

    /** The element with that {@code data-testid}. */
    public Locator testId(String name) {
        return page.getByTestId(name);
    }

    /** The element of a machine that has that {@code data-testid} or is inside such an element. */
    public Locator about(String hook, String machine) {
        return page.locator("[data-testid=%s] [data-machine-name='%s'], [data-testid=%s][data-machine-name='%s']"
                .formatted(hook, machine, hook, machine));
    }

    /** Waits until the page reports a live connection. */
    public Tab live() {
        return connection("live");
    }

    /** Waits until the page reports a connection state. */
    public Tab connection(String state) {
        assertThat(testId("connection")).hasAttribute("data-state", state);
        return this;
    }

    /** Waits for a condition while the page runs. */
    public void until(BooleanSupplier condition) {
        page.waitForCondition(condition);
    }

    /** Follows a link of the main navigation. */
    public void followLink(String place) {
        page.getByRole(
                        com.microsoft.playwright.options.AriaRole.NAVIGATION,
                        new Page.GetByRoleOptions().setName("Main"))
                .getByRole(
                        com.microsoft.playwright.options.AriaRole.LINK, new Locator.GetByRoleOptions().setName(place))
                .click();
    }
}
