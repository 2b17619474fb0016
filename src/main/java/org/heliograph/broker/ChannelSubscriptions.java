package org.heliograph.broker;

/** Which spaces' messages this node wants of the others. */
public interface ChannelSubscriptions {
    /** It wants a space's messages from now on. */
    void follow(String space);

    /** It wants them no more. */
    void unfollow(String space);

    /** Waits, a second at most, until what is sent to a followed space comes here; returns at once while nothing passes. */
    void awaitFollowing(String space);
}
