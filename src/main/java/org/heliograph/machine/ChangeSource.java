package org.heliograph.machine;

/** Why a machine is changed, which decides what is told of it. */
public enum ChangeSource {
    /** The server's own work: a changed status is told. */
    SERVER,
    /** The agent reported: a changed status is told together with the time of the report. */
    HEARTBEAT,
    /** Somebody used the data API: every changed column is told. */
    DATA_API
}
