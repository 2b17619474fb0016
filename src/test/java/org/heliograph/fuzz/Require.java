package org.heliograph.fuzz;

import jakarta.json.JsonObject;
import java.util.Objects;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;

/** What must hold for results. Cheaper than assertions for people, since it runs for each of millions of inputs. */
public final class Require {
    private Require() {}

    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    public static void equal(Object found, Object expected, String what) {
        if (!Objects.equals(found, expected)) {
            throw new AssertionError(what + ": <" + found + "> instead of <" + expected + ">");
        }
    }

    /** A refusal that tells the client what is wrong with the request. */
    public static void refusal(ApiException refused) {
        that(refused.status() >= 400 && refused.status() < 500, "status " + refused.status());
        that(refused.getMessage() != null && !refused.getMessage().isBlank(), "a refusal without a message");
    }

    /** A frame that clients can read. */
    public static JsonObject frame(String frame) {
        return JsonText.parse(frame);
    }
}
