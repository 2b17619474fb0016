package org.heliograph.operations.start;

import java.util.List;
import org.heliograph.organization.Role;

/** The world that documents, tests and people meet while the demo setting is on (README.md). */
public final class DemoWorld {
    /** The password of all; everybody may know it. */
    public static final String PASSWORD = "heliograph-demo";

    /** An organisation by its id. */
    record Company(String id, String name) {}

    /** Somebody, with the platform role. */
    public record Person(String email, String name, String role, List<Seat> seats) {}

    /** What somebody is in an organisation. */
    public record Seat(String organization, Role role) {}

    static final List<Company> COMPANIES = List.of(new Company("acme", "Acme"), new Company("globex", "Globex"));

    public static final List<Person> PEOPLE = List.of(
            new Person("alice@acme.test", "Alice", "admin", List.of(new Seat("acme", Role.OWNER))),
            new Person(
                    "bob@acme.test",
                    "Bob",
                    "user",
                    List.of(new Seat("acme", Role.ADMIN), new Seat("globex", Role.ADMIN))),
            new Person("mallory@acme.test", "Mallory", "user", List.of(new Seat("acme", Role.MEMBER))),
            new Person("carol@globex.test", "Carol", "user", List.of(new Seat("globex", Role.OWNER))));

    private DemoWorld() {}
}
