package org.heliograph.alert.open;

import org.heliograph.alert.Severity;

/** An alert that is not resolved. @param json its form in responses */
record OpenAlert(String site, Severity severity, String json) {}
