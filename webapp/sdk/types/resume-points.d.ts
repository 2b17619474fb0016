/**
 * The position in each table's log up to which one channel has everything. It advances with each event, and goes back only when the
 * log was restored from a backup.
 */
export declare class ResumePoints {
    #private;
    /** @param {string} table @param {number} seq the caller has everything up to here, and asks to resume after it */
    set(table: string, seq: number): void;
    /** @param {string} table whether the caller asks to resume */
    isExplicit(table: string): boolean;
    /** @param {string} table @returns {number | undefined} */
    get(table: string): number | undefined;
    /** @param {string} table @param {number} seq */
    advance(table: string, seq: number): void;
    /** @param {string} table @param {number} seq the last of a log that was restored from a backup */
    rewind(table: string, seq: number): void;
    /** @param {string} table whose events come without positions from now on */
    clear(table: string): void;
    /**
     * Takes an event's position.
     *
     * @param {string} table @param {number} seq
     * @returns {"duplicate" | "next" | "gap"} `gap`: events before this one are missing
     */
    accept(table: string, seq: number): "duplicate" | "next" | "gap";
}
