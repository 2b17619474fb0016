package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds a name for a machine whose own name is taken: {@code web-2}, {@code web-3} and so on. */
@ApplicationScoped
class MachineNameAllocator {
    private static final int MAX_LENGTH = 200;
    /** Space for a hyphen and the largest number. */
    private static final int MAX_SUFFIX = 11;

    @PersistenceContext
    private EntityManager entities;

    /**
     * The name itself, or else the first free one that it begins. A concurrent registration may take the result before this
     * transaction commits; then the unique key of the names refuses the insert.
     *
     * @param own the present name of the machine, which counts as free; null for a new machine
     */
    @Transactional(Transactional.TxType.MANDATORY)
    String allocate(String orgId, String name, String own) {
        // a surrogate pair must not be cut in two
        int end = Math.min(name.length(), MAX_LENGTH - MAX_SUFFIX);
        String base =
                Character.isHighSurrogate(name.charAt(end - 1)) ? name.substring(0, end - 1) : name.substring(0, end);
        Set<String> taken = new HashSet<>(entities.createQuery(
                        "select m.name from Machine m where m.orgId = :org"
                                + " and (m.name = :name or m.name like :numbered escape '!')",
                        String.class)
                .setParameter("org", orgId)
                .setParameter("name", name)
                .setParameter("numbered", base.replaceAll("[!%_]", "!$0") + "-%")
                .getResultList());
        taken.remove(own);
        if (!taken.contains(name)) {
            return name;
        }
        return IntStream.iterate(2, n -> n + 1)
                .mapToObj(n -> base + "-" + n)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow();
    }
}
