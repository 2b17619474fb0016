package org.heliograph.dialect.alerts;

import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** The frames of alert walls. */
public final class SiteFilterTarget implements FuzzTarget {
    private static final int MAX_SITES = 1000;

    @Override
    public void accept(byte[] input) {
        SiteFilter.parse(FuzzInput.text(input), MAX_SITES).ifPresent(filter -> {
            Require.that(filter.sites().size() <= MAX_SITES, "too many sites");
            Require.that(filter.since() == null || filter.since().seq() >= 0, "position out of range");
        });
    }
}
