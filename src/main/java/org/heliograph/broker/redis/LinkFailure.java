package org.heliograph.broker.redis;

/**
 * Why messages do not pass through Redis.
 *
 * @param detail for the log, without a password; may be empty
 */
record LinkFailure(Kind kind, String detail) {
    enum Kind {
        /** No connection, or no answer. */
        UNREACHABLE("redis unreachable", "Redis is unreachable"),
        /** Wrong account, or one that may not use a channel or a command. */
        REFUSED("redis refuses the account, a channel or a command", "Redis refuses what this node needs"),
        /** Its subscribers are not those of the master. */
        REPLICA(
                "redis is a replica, which passes no messages to other servers",
                "Redis is a replica here, which passes messages to its own subscribers only; name the master"),
        /** The connections of this node lead to different servers, or what lies between holds messages back. */
        UNHEARD(
                "redis does not return what this node publishes",
                "Redis does not return what this node publishes: the publishing and the subscribing connection may lead to"
                        + " different servers");

        private final String summary;
        private final String meaning;

        Kind(String summary, String meaning) {
            this.summary = summary;
            this.meaning = meaning;
        }
    }

    /** In words for the public health of the node. */
    String summary() {
        return kind.summary;
    }

    /** For the log. */
    @Override
    public String toString() {
        return kind.meaning + (detail.isEmpty() ? "" : ": " + detail);
    }
}
