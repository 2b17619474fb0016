package org.heliograph.identity.signin;

import jakarta.json.JsonArray;
import org.heliograph.identity.Caller;

/** Where sign-in learns of organisations, which identity does not know; implemented by the package that does. */
public interface OrganizationList {
    /** {@code [{id,name,role}]}, by name. */
    JsonArray of(Caller caller);
}
