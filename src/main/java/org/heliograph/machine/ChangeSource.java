package org.heliograph.machine;

/** The origin of a change of a machine. It decides which columns the event contains. */
public enum ChangeSource {
    /** The server itself, for example the cleanup: a changed status is published. */
    SERVER,
    /** A heartbeat of the agent: a changed status is published together with {@code last_seen}. */
    HEARTBEAT,
    /** A call of the data API: every changed column is published. */
    DATA_API
}
