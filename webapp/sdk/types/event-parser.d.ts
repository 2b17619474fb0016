/** @typedef {{ event: string, data: string }} ServerEvent */
export type ServerEvent = {
    event: string;
    data: string;
};
/** Parses server-sent events (WHATWG HTML, 9.2) from a text that comes in pieces. */
export declare class EventParser {
    #private;
    /** @param {string} piece @returns {ServerEvent[]} what this piece completes */
    take(piece: string): ServerEvent[];
}
