package org.heliograph.dialect.channels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heliograph.identity.Caller;

/** The channels with a common prefix and one rule for who may subscribe, and their predefined members (docs/channels.md). */
enum ChannelFamily {
    APPS("created", "updated", "deleted", "deployed", "status"),
    USERS("created", "updated", "deleted"),
    USER,
    DATABASE("table_created", "table_updated", "table_deleted", "row_updated"),
    DEPLOYMENTS("started", "completed", "failed", "status"),
    STORAGE("uploaded", "deleted", "updated"),
    SYSTEM("health", "metrics", "alerts"),
    ANNOUNCEMENTS;

    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");
    /** Token subjects: any characters that the issuer chooses, at most as many as a subject may have. */
    private static final Pattern USER_ID = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

    private final List<String> members;

    ChannelFamily(String... members) {
        this.members = List.of(members);
    }

    static Optional<ChannelFamily> parse(String name) {
        for (ChannelFamily family : values()) {
            if (family.text().equals(name)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** The part of the name before the colon. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The predefined members for a caller, in the order of the greeting. An empty text stands for a family that is one channel.
     *
     * @param caller null without a token
     */
    List<String> predefined(Caller caller) {
        return switch (this) {
            case USER -> caller == null ? List.of() : List.of(caller.userId());
            case ANNOUNCEMENTS -> List.of("");
            default -> members;
        };
    }

    /** Whether the installation itself publishes on a member, and keeps what it publishes. Figures of the moment are not kept. */
    boolean isOwn(String member) {
        return this == USERS && members.contains(member)
                || this == SYSTEM && members.contains(member) && !member.equals("metrics");
    }

    /**
     * Whether only the installation itself publishes here, of all that have a token: its nodes, accounts and announcements. Programs with
     * access to Redis may, as they may everywhere.
     */
    boolean isReserved() {
        return this == USERS || this == SYSTEM || this == ANNOUNCEMENTS;
    }

    /** Whether a member may have this name; other programs may use more members than the predefined ones. */
    boolean isValid(String member) {
        return switch (this) {
            case ANNOUNCEMENTS -> member.isEmpty();
            case USER -> USER_ID.matcher(member).matches();
            default -> MEMBER.matcher(member).matches();
        };
    }

    /** The table of docs/channels.md. @param caller null without a token */
    boolean maySubscribe(Caller caller, String member) {
        return switch (this) {
            case ANNOUNCEMENTS -> true;
            case USER ->
                caller != null && (caller.isPlatformAdmin() || caller.userId().equals(member));
            case SYSTEM -> caller != null && caller.isPlatformAdmin();
            default -> caller != null;
        };
    }
}
