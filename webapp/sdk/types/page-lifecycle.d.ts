/**
 * Reports when the page becomes visible or the network is back, and when the network is gone. Timers of background tabs are
 * throttled, and a socket detects a lost network only after minutes.
 */
export declare class PageLifecycle {
    #private;
    /**
     * @param {EventTarget[]} targets a page's document and window
     * @param {() => void} onResume the page became visible, or the network is back
     * @param {() => void} onOffline
     */
    constructor(targets: EventTarget[], onResume: () => void, onOffline: () => void);
    /** Listens from now on; calling it twice changes nothing. */
    listen(): void;
    ignore(): void;
}
