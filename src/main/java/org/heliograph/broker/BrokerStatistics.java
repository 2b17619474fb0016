package org.heliograph.broker;

/**
 * Messages that a broker has ignored since the start.
 *
 * @param otherInstallation sent by nodes of another installation
 * @param refused           sent by another program on a channel on which only this installation publishes
 * @param tooLarge          longer than anything that fits into the queue of a socket; those that were not sent included
 * @param unreadable        no messages at all, or nested too deeply
 */
public record BrokerStatistics(long otherInstallation, long refused, long tooLarge, long unreadable) {
    static final BrokerStatistics NONE = new BrokerStatistics(0, 0, 0, 0);
}
