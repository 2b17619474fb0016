/** The position in one log up to which everything is known, for a subscription that resumes after it. */
export declare class ResumePoint {
    /** @type {number | null} null: none is known */
    position: number | null;
    /** @type {number | null} the position that the present subscription named; null: none */
    requested: number | null;
    /** @param {number} seq up to which everything is known */
    advance(seq: number): void;
    /** @param {number} seq of an event @returns {boolean} whether it is new */
    accept(seq: number): boolean;
    /**
     * @param {{ from: number, to: number }} gap events that were purged, or, up to the requested or the known position, positions
     *     after the end of a log that was restored from a backup before or during the subscription
     * @returns {boolean} whether events are missing
     */
    gap({ from, to }: {
        from: number;
        to: number;
    }): boolean;
}
