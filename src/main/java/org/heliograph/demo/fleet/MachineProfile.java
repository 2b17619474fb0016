package org.heliograph.demo.fleet;

import java.util.ArrayList;
import java.util.List;

/** What a simulated machine says of itself. */
record MachineProfile(String organization, String name, String os, String version, String address, boolean ephemeral) {
    private static final String[] SITES = {"fra", "nbo", "dar", "sin", "gru"};
    private static final String[] TASKS = {"web", "db", "edge", "cache", "queue", "vpn", "batch", "log"};
    private static final String[] SYSTEMS = {
        "Debian 12", "Ubuntu 24.04", "Alpine 3.20", "Windows Server 2022", "Rocky Linux 9", "FreeBSD 14"
    };
    private static final String[] VERSIONS = {"1.8.2", "1.8.2", "1.8.1", "1.7.9"};
    private static final int EPHEMERAL_EACH = 8;
    private static final int GLOBEX_EACH = 4;

    /** So many machines: every eighth ephemeral, every fourth of the second organisation, the same at every start. */
    static List<MachineProfile> fleet(int count) {
        List<MachineProfile> fleet = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean ephemeral = i % EPHEMERAL_EACH == EPHEMERAL_EACH - 1;
            boolean globex = i % GLOBEX_EACH == 1;
            String task = ephemeral ? "runner" : TASKS[i * 3 % TASKS.length];
            String name = String.format("%s-%s-%02d", task, SITES[i % SITES.length], i + 1);
            String address = "100.64." + i / 250 + "." + (i % 250 + 1);
            fleet.add(new MachineProfile(
                    globex ? "globex" : "acme",
                    name,
                    SYSTEMS[(i / 2) % SYSTEMS.length],
                    VERSIONS[i % VERSIONS.length],
                    address,
                    ephemeral));
        }
        return fleet;
    }

    /** The kind of auth key that lets it in. */
    String keyName() {
        return organization + (ephemeral ? "-ephemeral" : "");
    }
}
