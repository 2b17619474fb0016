package org.heliograph.dialect.channels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heliograph.identity.Caller;

/** A kind of channels with one rule for who may hear them, and the members of it that everybody knows by name (docs/channels.md). */
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
    /** A subject is whatever its issuer likes; it is at most as long as one that a token may name. */
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

    /** As it stands before the colon. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those known by name, for one caller, in the order of the greeting; empty texts stand for the family itself. */
    List<String> members(Caller caller) {
        return switch (this) {
            case USER -> caller == null ? List.of() : List.of(caller.userId());
            case ANNOUNCEMENTS -> List.of("");
            default -> members;
        };
    }

    /** Whether a channel may be called so; other programs may publish on more than the members known by name. */
    boolean has(String member) {
        return switch (this) {
            case ANNOUNCEMENTS -> member.isEmpty();
            case USER -> USER_ID.matcher(member).matches();
            default -> MEMBER.matcher(member).matches();
        };
    }

    /** The table of docs/channels.md. @param caller null for somebody who did not sign in */
    boolean mayHear(Caller caller, String member) {
        return switch (this) {
            case ANNOUNCEMENTS -> true;
            case USER ->
                caller != null && (caller.isPlatformAdmin() || caller.userId().equals(member));
            case SYSTEM -> caller != null && caller.isPlatformAdmin();
            default -> caller != null;
        };
    }
}
