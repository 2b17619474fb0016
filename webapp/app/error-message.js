/** @param {unknown} error @returns {string} for people */
export const errorMessage = (error) => (error instanceof Error ? error.message : String(error));
