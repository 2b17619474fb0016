package org.heliograph.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** What an alert is about, as the plain form says it: {@code {"site","severity","message"}}. */
public record AlertRequest(String site, Severity severity, String message) {
    public static final int LONGEST_SITE = 200;
    public static final int LONGEST_MESSAGE = 2_000;

    /** @throws ApiException 400 that says all that is wrong at once */
    public static AlertRequest parse(Body body) {
        List<String> problems = new ArrayList<>();
        String site = attempt(problems, () -> body.string("site", LONGEST_SITE));
        Severity severity = attempt(problems, () -> severity(body));
        String message = attempt(problems, () -> body.string("message", LONGEST_MESSAGE));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return new AlertRequest(site, severity, message);
    }

    private static Severity severity(Body body) {
        return Severity.parse(body.string("severity", LONGEST_SITE))
                .orElseThrow(() -> Body.invalid("The field severity must be critical, warning or info."));
    }

    private static <T> T attempt(List<String> problems, Supplier<T> read) {
        try {
            return read.get();
        } catch (ApiException wrong) {
            problems.add(wrong.getMessage());
            return null;
        }
    }
}
