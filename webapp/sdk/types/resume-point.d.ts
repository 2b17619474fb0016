/** The position in one log up to which everything is known, for a subscription that resumes after it. */
export declare class ResumePoint {
    /** @type {number | null} null: none is known */
    position: number | null;
    /** @type {string | null} the epoch of the log in which the position was given; later ones are greater texts; null: none is known */
    epoch: string | null;
    /** @type {number | null} the position that the present subscription named; null: none */
    requested: number | null;
    /** What a subscription names, so that it begins after a position. @param {number} position @returns {Since} */
    since(position: number): Since;
    /** @param {number} seq up to which everything is known @param {string} [epoch] of the log; positions of an earlier one count nothing */
    advance(seq: number, epoch?: string): void;
    /** The server has confirmed a subscription. @param {string | undefined} epoch that of its log; with another one a gap follows */
    confirmed(epoch: string | undefined): void;
    /** @param {number} seq of an event @returns {boolean} whether it is new */
    accept(seq: number): boolean;
    /**
     * @param {{ from: number, to: number, epoch?: string }} gap events that were purged, or, in another epoch, or up to the requested or
     *     the known position, positions after the end of a log that was restored from a backup before or during the subscription
     * @returns {boolean} whether events are missing
     */
    gap({ from, to, epoch }: {
        from: number;
        to: number;
        epoch?: string;
    }): boolean;
}
export type Since = number | {
    seq: number;
    epoch: string;
};
/** @typedef {number | { seq: number, epoch: string }} Since what a subscription names to resume */
