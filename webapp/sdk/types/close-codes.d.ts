/** The server goes away, such as for a restart. */
export declare const GOING_AWAY = 1001;
/** No close frame came: the code that browsers report for a connection that was lost. */
export declare const LOST = 1006;
export declare const TOKEN_EXPIRED = 4001;
export declare const ACCESS_REVOKED = 4003;
