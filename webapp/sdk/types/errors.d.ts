/** A call that failed, with a message for people and a code for programs. */
export declare class ApiError extends Error {
    status: number;
    code: string;
    retryAfter: number | undefined;
    details: string[];
    fromServer: boolean;
    /**
     * @param {number} status the HTTP status; 0 when no answer came
     * @param {string} code such as `FORBIDDEN`; without an answer `NETWORK` or `TIMEOUT`
     * @param {string} message
     * @param {number} [retryAfter] in seconds, from the server's `Retry-After`
     * @param {string[]} [details] a sentence for each invalid field, which begins with the field's name
     * @param {boolean} [fromServer] whether the server itself answered; false for an answer of a proxy
     */
    constructor(status: number, code: string, message: string, retryAfter?: number, details?: string[], fromServer?: boolean);
    /** Whether the same call may succeed later: no answer came, or the server was busy or unavailable. */
    get isTemporary(): boolean;
}
