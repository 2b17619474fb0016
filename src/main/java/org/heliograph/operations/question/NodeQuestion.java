package org.heliograph.operations.question;

import jakarta.json.JsonObject;

/** What a node can be asked, or asked to do; found as a CDI bean. */
public interface NodeQuestion {
    /** The longest answer in characters; a longer one counts as none. */
    int LONGEST_ANSWER = 4_000_000;

    /** Its name, the same on all nodes. */
    String name();

    /** The answer of this node. Called outside of a transaction, by any thread; must not wait for long. @param parameters of the question */
    JsonObject answer(JsonObject parameters);
}
