package org.heliograph.platform.trace;

import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** The header {@code traceparent}: what is kept has one form, whatever was sent. */
public final class TraceParentTarget implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        TraceParent.parse(FuzzInput.text(input)).ifPresent(trace -> {
            Require.that(
                    trace.text().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"),
                    "kept in another form: " + trace.text());
            Require.that(
                    TraceParent.parse(trace.text()).filter(trace::equals).isPresent(), "read again as another trace");
            Require.that(trace.text().contains(trace.traceId()), "an id of another trace");
        });
    }
}
