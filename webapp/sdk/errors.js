/** A call that failed, with a message for people and a code for programs. */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status; 0 when no answer came
   * @param {string} code such as `FORBIDDEN`; without an answer `NETWORK` or `TIMEOUT`
   * @param {string} message
   * @param {number} [retryAfter] in seconds, from the server's `Retry-After`
   * @param {string[]} [details] a sentence for each invalid field, which begins with the field's name
   * @param {boolean} [fromServer] whether the server itself answered; false for an answer of a proxy
   */
  constructor(status, code, message, retryAfter, details = [], fromServer = status !== 0) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
    this.details = details;
    this.fromServer = fromServer;
  }

  /** Whether the same call may succeed later: no answer came, or the server was busy or unavailable. */
  get isTemporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
