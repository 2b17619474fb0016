export type Position = import("./resume-points.js").Position;
/** @typedef {import("./resume-points.js").Position} Position */
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
