package org.heliograph.chaos.check;

/** Kinds of violations; a correct run has none. */
public enum Violation {
    /** A reader did not receive a row of the log. */
    MISSING,
    /** A reader received a sequence twice, or one from before its start. */
    DUPLICATED,
    /** A reader received a sequence after a later one. */
    REORDERED,
    /** A reader received a sequence that the log does not have. */
    UNCOMMITTED,
    /** A reader received a frame that differs from the log's row. */
    ALTERED,
    /** A reader received a gap although the log has its rows. */
    GAP,
    /** A reader received a merged or error frame, an event before the confirmation, or one outside its filter. */
    UNEXPECTED,
    /** A reader's snapshot and events do not reproduce the table. */
    SNAPSHOT,
    /** A reader did not learn that the log was restored. */
    RESTORE_MISSED,
    /** The log lacks a sequence, or its end differs from its counter. */
    SEQUENCE_GAP,
    /** The events of a row are not in the order of its versions. */
    ROW_ORDER,
    /** The log lacks an acknowledged change. */
    LOST,
    /** The log has a rolled-back change. */
    ROLLED_BACK,
    /** The log has a part of a transaction. */
    PARTIAL,
    /** The log has a change twice. */
    REPEATED,
    /** The log has a change that no writer requested. */
    UNREQUESTED,
    /** The log's events do not reproduce the table, or one has no effect. */
    TABLE
}
