/** @param {unknown} error */
export const inWords = (error) => (error instanceof Error ? error.message : String(error));
