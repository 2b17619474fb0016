package org.heliograph.uptime.admin;

/** Something that names monitors and groups by their ids; found as a CDI bean. */
public interface MonitorReferrer {
    /** Forgets an id that is about to be deleted; runs in the transaction that deletes. */
    void forget(String id);
}
