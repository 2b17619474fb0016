/**
 * @param {string} baseUrl such as `https://fleet.example.org`
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @returns {string} with the scheme of WebSockets
 */
export declare const webSocketUrl: (baseUrl: string, path: string, query?: Record<string, string>) => string;
