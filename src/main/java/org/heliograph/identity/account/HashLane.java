package org.heliograph.identity.account;

/**
 * For whom a hash is computed; those of one lane wait for each other.
 *
 * @param key   a client's address, a device, or a subject of the server's own
 * @param known whether it belongs to a known device: such a lane is refused last
 */
public record HashLane(String key, boolean known) {
    /** Work of the server itself, of its administrators and of people who are signed in. */
    public static final HashLane SERVER = new HashLane("server", true);

    /** Readers of protected status pages. */
    static final HashLane PAGES = new HashLane("pages", false);

    /** A device that is known to have had the right password before. */
    public static HashLane device(String id) {
        return new HashLane("device " + id, true);
    }

    /** A client of which only the address is known. */
    public static HashLane address(String address) {
        return new HashLane("address " + address, false);
    }
}
