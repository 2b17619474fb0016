package org.heliograph.alert;

/** What the database has of an alert that may have changed since, from which follows what is published. */
record StoredAlert(AlertStatus status, Severity severity, String message) {
    /** Whether severity or message are others now. */
    boolean differsInWords(Alert alert) {
        return severity != alert.getSeverity() || !message.equals(alert.getMessage());
    }
}
