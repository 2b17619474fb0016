export type Position = import("./connection.js").Position;
/** @typedef {import("./connection.js").Position} Position */
/**
 * The position in each table's log up to which one channel has everything. It advances with each event, and goes back only when the
 * log was restored from a backup.
 */
export declare class ResumePoints {
    #private;
    /** @param {string} table @param {Position} position the caller has everything up to here, and asks to resume after it */
    set(table: string, { seq, epoch }: Position): void;
    /** @param {string} table whether the caller asks to resume */
    isExplicit(table: string): boolean;
    /** @param {string} table @returns {number | undefined} */
    get(table: string): number | undefined;
    /** @param {string} table @returns {Position | undefined} */
    position(table: string): Position | undefined;
    /** @param {string} table @param {number} seq @param {string} [epoch] positions of an earlier one than the known count nothing */
    advance(table: string, seq: number, epoch?: string): void;
    /** @param {string} table @param {string | undefined} epoch of the log whose positions are delivered; kept unless one is known */
    learn(table: string, epoch: string | undefined): void;
    /** @param {string} table @param {number} seq the last of a log that was restored from a backup @param {string} [epoch] of that log */
    rewind(table: string, seq: number, epoch?: string): void;
    /** @param {string} table whose events come without positions from now on */
    clear(table: string): void;
    /**
     * Takes an event's position.
     *
     * @param {string} table @param {number} seq
     * @returns {"duplicate" | "next" | "gap"} `gap`: events before this one are missing
     */
    accept(table: string, seq: number): "duplicate" | "next" | "gap";
    /**
     * Takes a gap.
     *
     * @param {{ channel: string, from: number, to: number, epoch?: string }} gap
     * @param {{ end?: number, epoch?: string }} subscription `end`: the last position of the log, where it was restored from a backup
     *     before the subscription; `epoch` that the subscription named
     * @returns {boolean} whether events are missing
     */
    gap({ channel: table, from, to, epoch }: {
        channel: string;
        from: number;
        to: number;
        epoch?: string;
    }, subscription: {
        end?: number;
        epoch?: string;
    }): boolean;
}
/**
 * Server-sent events in place of a socket that does not open: one stream for each table. They begin and end together, but for one that
 * the server refuses: the others go on.
 */
export declare class EventStreams {
    #private;
    /** Whether the server has confirmed a subscription. */
    confirmed: boolean;
    /**
     * @param {{ baseUrl: string, org: string, token: string | null | undefined }} server
     * @param {import("./rest.js").Environment} env
     * @param {{ onFrame: (frame: any) => void, onDown: (code: number, wait: number) => void,
     *   onRefused: (table: string, message: string) => void }} handlers
     */
    constructor({ baseUrl, org, token }: {
        baseUrl: string;
        org: string;
        token: string | null | undefined;
    }, env: import("./rest.js").Environment, handlers: {
        onFrame: (frame: any) => void;
        onDown: (code: number, wait: number) => void;
        onRefused: (table: string, message: string) => void;
    });
    /** Milliseconds since the last data of the stream that has been silent for longest. */
    get silence(): number;
    /** @param {Map<string, Position | undefined>} tables each after a position, or from now on; one that is open is opened anew */
    open(tables: Map<string, Position | undefined>): void;
    /** @param {string[]} tables */
    closeTables(tables: string[]): void;
    close(): void;
}
