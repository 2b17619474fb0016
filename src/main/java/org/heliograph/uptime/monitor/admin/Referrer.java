package org.heliograph.uptime.monitor.admin;

/** Something that names monitors and groups by their ids; found as a CDI bean. */
public interface Referrer {
    /** Forgets an id that is about to be deleted; runs in the transaction that deletes. */
    void forget(String id);
}
