/** The server goes away, such as for a restart. */
export const GOING_AWAY = 1001;
/** No close frame came: the code that browsers report for a connection that was lost. */
export const LOST = 1006;
export const TOKEN_EXPIRED = 4001;
export const ACCESS_REVOKED = 4003;
