package org.heliograph.testing.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides one browser for all tests of a process, closes the tabs of each test, and skips tests without a browser. The browser ends
 * with the process, because JUnit may start several times in one process.
 */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
    private static Browser browser;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ChromiumLocator.executable().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a Chromium");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(ChromiumLocator.MISSING);
        }
        ChromiumLocator.reportMissingOnce();
        return ConditionEvaluationResult.disabled(ChromiumLocator.MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (browser == null) {
            browser = Browser.launch();
        }
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (browser != null) {
            browser.closeTabs();
        }
    }
}
