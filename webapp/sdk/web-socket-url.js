/**
 * @param {string} baseUrl such as `https://fleet.example.org`
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @returns {string} with the scheme of WebSockets
 */
export const webSocketUrl = (baseUrl, path, query) =>
  baseUrl.replace(/^http/, "ws") + path + (query ? `?${new URLSearchParams(query)}` : "");
