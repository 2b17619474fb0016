package org.heliograph.uptime.admin;

import java.time.Instant;
import java.util.Set;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.monitor.Monitor;

/** Fields of the stock server that are kept as they were sent. */
public final class KeptFieldsTarget implements FuzzTarget {
    private static final int LONGEST = 10_000;
    private static final KeptFields KEPT = new KeptFields(Set.of("interval"));

    @Override
    public void accept(byte[] input) {
        try {
            Body body = Body.parse(FuzzInput.text(input));
            Monitor monitor = new Monitor("api", "API", 60, Instant.EPOCH);
            FieldReader form = FieldReader.ofChange(body);
            KEPT.fill(monitor, form);
            KEPT.ignored(body).forEach(name -> Require.that(body.has(name), "a field that was not sent"));
            form.check();
            // what the column holds
            String text = monitor.getKeptFields().toString();
            Require.that(text.length() <= LONGEST && Body.storable(text), "fields that cannot be stored");
            monitor.getKeptFields()
                    .forEach((name, value) -> Require.equal(value, body.json().get(name), "the kept field " + name));
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
    }
}
