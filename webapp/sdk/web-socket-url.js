/** @param {string} baseUrl such as `https://fleet.example.org` @param {string} path @returns {string} with the scheme of WebSockets */
export const webSocketUrl = (baseUrl, path) => baseUrl.replace(/^http/, "ws") + path;
