package org.heliograph.machine.heartbeat;

/**
 * How many transitions may wait, and how many bytes they may hold. Beyond half of a bound an organisation may add only up to its share of
 * that half, so that none takes the place of the others.
 *
 * @param capacity the number from which on organisations are held to their share, half of the bound
 * @param maxBytes the bound of their size, see {@link PendingTransition#bytes}
 */
record TransitionBounds(int capacity, long maxBytes) {
    /**
     * Whether there is room for one more.
     *
     * @param all      what waits or is being committed
     * @param own      what of it waits of the organisation
     * @param sharers  the number of organisations
     */
    boolean admit(PendingTransition transition, TransitionLoad all, TransitionLoad own, int sharers) {
        if (all.count() >= 2 * capacity || all.bytes() + transition.bytes() > maxBytes) {
            return false;
        }
        int shares = Math.max(1, sharers);
        boolean tooMany = all.count() >= capacity && own.count() >= capacity / shares;
        boolean tooLarge = all.bytes() >= maxBytes / 2 && own.bytes() >= maxBytes / 2 / shares;
        return !tooMany && !tooLarge;
    }
}
