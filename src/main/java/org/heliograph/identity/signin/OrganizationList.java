package org.heliograph.identity.signin;

import jakarta.json.JsonArray;
import org.heliograph.identity.Caller;

/** The organisations of a caller; implemented by the {@code organization} package, which this one does not depend on. */
public interface OrganizationList {
    /** {@code [{id,name,role}]}, ordered by name. */
    JsonArray of(Caller caller);
}
