package org.heliograph.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Machines that register under one name at the same time. */
public final class RegistrationRace {
    private static final int ATTEMPTS = 10;

    private RegistrationRace() {}

    /**
     * Registers machines, each with a key of its own: uses of one key wait for one another, so that nothing would race.
     *
     * @return the names that they got, in any order
     */
    public static List<String> run(Fleet fleet, String name, int machines) throws Exception {
        List<Callable<String>> registrations = new ArrayList<>();
        for (int machine = 0; machine < machines; machine++) {
            String key = fleet.newKey("").getString("key");
            registrations.add(() -> register(fleet, key, name));
        }
        ExecutorService threads = Executors.newFixedThreadPool(machines);
        try {
            List<String> names = new ArrayList<>();
            for (Future<String> registered : threads.invokeAll(registrations)) {
                names.add(registered.get());
            }
            return names;
        } finally {
            threads.shutdown();
        }
    }

    /** Registers as an agent does, which comes again when the server has too much to do. @return the name that it got */
    private static String register(Fleet fleet, String key, String name) {
        Answer answer = fleet.tryToRegister(key, name);
        for (int attempt = 1; answer.status() == 503 && attempt < ATTEMPTS; attempt++) {
            answer = fleet.tryToRegister(key, name);
        }
        return answer.data().getString("name");
    }

    /** The name itself and those with the numbers from 2. */
    public static List<String> namesOf(String name, int machines) {
        return IntStream.rangeClosed(1, machines)
                .mapToObj(n -> n == 1 ? name : name + "-" + n)
                .toList();
    }
}
