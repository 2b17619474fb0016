package org.heliograph.chaos.check;

/** What may be wrong. None of it ever may be. */
public enum Violation {
    /** A reader was never told a row of the log. */
    MISSING,
    /** A reader was told a position twice, or one from before it began. */
    DUPLICATED,
    /** A reader was told a position after a later one. */
    REORDERED,
    /** A reader was told a position that the log does not have. */
    UNCOMMITTED,
    /** A reader was told something else than the log says at that position. */
    ALTERED,
    /** A reader was told that rows are gone which the log has. */
    GAP,
    /** A reader was told of merging or of an error, an event before its answer, or one that it had not asked for. */
    UNEXPECTED,
    /** A reader's snapshot and events do not give the table. */
    SNAPSHOT,
    /** The log lacks a position, or ends elsewhere than its counter. */
    SEQUENCE_GAP,
    /** A change was acknowledged, and the log does not have it. */
    LOST,
    /** A change was rolled back, and the log has it. */
    ROLLED_BACK,
    /** Of one transaction the log has a part. */
    PARTIAL,
    /** The log has one change twice. */
    REPEATED,
    /** The log has a change that nobody made. */
    UNREQUESTED,
    /** The log's events do not give the table, or one of them changes nothing. */
    TABLE
}
