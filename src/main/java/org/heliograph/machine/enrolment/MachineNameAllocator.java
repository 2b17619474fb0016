package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.heliograph.rest.ApiException;

/** Finds a name for a machine whose own name is taken: {@code web-2}, {@code web-3} and so on. */
@ApplicationScoped
class MachineNameAllocator {
    private static final int MAX_LENGTH = 200;
    /** Space for a hyphen and the largest number. */
    private static final int MAX_SUFFIX = 11;

    private static final int FIRST = 2;
    /** Above it no number is looked at. */
    private static final long LAST = 1_000_000_000;
    /** From 2 on, as it is written here. */
    private static final Pattern NUMBER = Pattern.compile("[2-9]|[1-9][0-9]{1,8}");

    @PersistenceContext
    private EntityManager entities;

    /**
     * The name itself, or else a free one that it begins: the first one, as long as no number below the highest is free. Each look is one of
     * the unique key, however many machines there are. A concurrent registration may take the result before this transaction commits;
     * then the unique key of the names refuses the insert.
     *
     * @param own the present name of the machine, which counts as free; null for a new machine
     * @throws ApiException 409 {@code NAME_EXHAUSTED} when all the numbers up to a billion that were looked at are taken
     */
    @Transactional(Transactional.TxType.MANDATORY)
    String allocate(String orgId, String name, String own) {
        return free(name, own, candidate -> isTaken(orgId, candidate));
    }

    private boolean isTaken(String orgId, String name) {
        return entities.createQuery(
                                "select count(m) from Machine m where m.orgId = :org and m.name = :name", Long.class)
                        .setParameter("org", orgId)
                        .setParameter("name", name)
                        .getSingleResult()
                > 0;
    }

    /** @param isTaken asked once for each double of the numbers that are taken, and as often again between the last two */
    static String free(String name, String own, Predicate<String> isTaken) {
        if (name.equals(own) || !isTaken.test(name)) {
            return name;
        }
        // a surrogate pair must not be cut in two
        int end = Math.min(name.length(), MAX_LENGTH - MAX_SUFFIX);
        String base =
                Character.isHighSurrogate(name.charAt(end - 1)) ? name.substring(0, end - 1) : name.substring(0, end);
        String prefix = base + "-";
        long taken = 1;
        long free = number(own, prefix);
        if (free == 0) {
            free = FIRST;
            while (isTaken.test(prefix + free)) {
                taken = free;
                free *= 2;
                if (free > LAST) {
                    throw new ApiException(
                            409, "NAME_EXHAUSTED", "Too many machines have this name with a number; choose another.");
                }
            }
        }
        while (free - taken > 1) {
            long middle = taken + (free - taken) / 2;
            if (isTaken.test(prefix + middle)) {
                taken = middle;
            } else {
                free = middle;
            }
        }
        return prefix + free;
    }

    /** The number of a name that this class has made from a prefix; 0 for another name, or none. */
    private static int number(String name, String prefix) {
        if (name == null || !name.startsWith(prefix)) {
            return 0;
        }
        String digits = name.substring(prefix.length());
        return NUMBER.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    }
}
