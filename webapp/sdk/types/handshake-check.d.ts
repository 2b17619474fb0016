/**
 * Finds out that the server refuses a socket because of its token. A socket that does not open gives no reason; a request to the same
 * address without an upgrade passes the same authentication, and its status is the reason.
 */
export declare class HandshakeCheck {
    #private;
    /** Whether the server has refused the last token that it was asked about. */
    isRefused: boolean;
    /** @param {import("./rest.js").Environment} env @param {string} url of the handshake, with `http:` or `https:` */
    constructor(env: import("./rest.js").Environment, url: string);
    /** A socket works, or none is wanted any more. */
    reset(): void;
    /**
     * @param {boolean} opened whether the socket had opened
     * @param {string | null | undefined} token of the socket
     * @param {(message: string) => void} onRefused called once until a socket works, or the server accepts a token
     */
    socketLost(opened: boolean, token: string | null | undefined, onRefused: (message: string) => void): Promise<void>;
}
