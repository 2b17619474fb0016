/** @param {string} baseUrl such as `https://fleet.example.org` @param {string} path @returns {string} with the scheme of WebSockets */
export declare const webSocketUrl: (baseUrl: string, path: string) => string;
