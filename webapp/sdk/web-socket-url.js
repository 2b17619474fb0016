/**
 * @param {string} baseUrl such as `https://fleet.example.org`
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @returns {string} with the scheme of WebSockets
 */
export const webSocketUrl = (baseUrl, path, query) =>
  baseUrl.replace(/^http/, "ws") + path + (query ? `?${new URLSearchParams(query)}` : "");

/**
 * The subprotocol that carries the token: unlike an address it is kept in no log of a proxy and no history.
 *
 * @param {{ token: () => string | null | undefined }} credentials without a token the server refuses the socket
 * @returns {string[]}
 */
export const tokenProtocols = (credentials) => [`token-${credentials.token() ?? ""}`];
