package org.heliograph.operations.start;

import java.util.List;
import org.heliograph.organization.Role;

/** The organisations and users of the demo, which documents and tests also use (README.md). */
public final class DemoWorld {
    /** The public password of every demo account. */
    public static final String PASSWORD = "heliograph-demo";

    /** An organisation of the demo. */
    record DemoOrganization(String id, String name) {}

    /** A user of the demo. @param role the platform role @param roles in organisations */
    public record User(String email, String name, String role, List<UserRole> roles) {}

    /** A user's role in an organisation. */
    public record UserRole(String organization, Role role) {}

    static final List<DemoOrganization> ORGANIZATIONS =
            List.of(new DemoOrganization("acme", "Acme"), new DemoOrganization("globex", "Globex"));

    public static final List<User> USERS = List.of(
            new User("alice@acme.test", "Alice", "admin", List.of(new UserRole("acme", Role.OWNER))),
            new User(
                    "bob@acme.test",
                    "Bob",
                    "user",
                    List.of(new UserRole("acme", Role.ADMIN), new UserRole("globex", Role.ADMIN))),
            new User("mallory@acme.test", "Mallory", "user", List.of(new UserRole("acme", Role.MEMBER))),
            new User("carol@globex.test", "Carol", "user", List.of(new UserRole("globex", Role.OWNER))));

    private DemoWorld() {}
}
