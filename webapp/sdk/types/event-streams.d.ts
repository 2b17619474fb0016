/** Server-sent events in place of a socket that does not open: one stream for each table; they begin and end together. */
export declare class EventStreams {
    #private;
    /** Whether the server has confirmed a subscription. */
    confirmed: boolean;
    /**
     * @param {{ baseUrl: string, org: string, token: string | null | undefined }} server
     * @param {import("./environment.js").Environment} env
     * @param {import("./event-stream.js").EventStreamHandlers} handlers
     */
    constructor({ baseUrl, org, token }: {
        baseUrl: string;
        org: string;
        token: string | null | undefined;
    }, env: import("./environment.js").Environment, handlers: import("./event-stream.js").EventStreamHandlers);
    /** Milliseconds since the last data of the stream that has been silent for longest. */
    get silence(): number;
    /** @param {Map<string, number | undefined>} tables each after a position, or from now on; one that is open is opened anew */
    open(tables: Map<string, number | undefined>): void;
    /** @param {string[]} tables */
    closeTables(tables: string[]): void;
    close(): void;
}
