/** A call that failed, in words for people (`message`) and in a word for programs (`code`). */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status; 0 when no answer came
   * @param {string} code such as `FORBIDDEN`; without an answer `NETWORK` or `TIMEOUT`
   * @param {string} message
   * @param {number} [retryAfter] seconds, when the server named them
   * @param {string[]} [details] one sentence for each thing that is wrong, each beginning with the field it is about
   * @param {boolean} [fromServer] whether the server itself said so; false for the page of a proxy before it
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

  /** Whether the same call may succeed later unchanged: no answer came, or the server was busy or away. */
  get isTemporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
