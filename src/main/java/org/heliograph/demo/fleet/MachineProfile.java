package org.heliograph.demo.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The data with which a simulated machine registers. */
record MachineProfile(String organization, String name, String os, String version, String address, boolean ephemeral) {
    private static final String[] SITES = {"fra", "nbo", "dar", "sin", "gru"};
    private static final String[] TASKS = {"web", "db", "edge", "cache", "queue", "vpn", "batch", "log"};
    private static final String[] SYSTEMS = {
        "Debian 12", "Ubuntu 24.04", "Alpine 3.20", "Windows Server 2022", "Rocky Linux 9", "FreeBSD 14"
    };
    private static final String[] VERSIONS = {"1.8.2", "1.8.2", "1.8.1", "1.7.9"};
    private static final int EPHEMERAL_EACH = 8;
    private static final int GLOBEX_EACH = 4;

    /** Profiles, the same at every start: every eighth machine is ephemeral, every fourth in the second organisation. */
    static List<MachineProfile> fleet(int count) {
        List<MachineProfile> fleet = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean ephemeral = i % EPHEMERAL_EACH == EPHEMERAL_EACH - 1;
            boolean globex = i % GLOBEX_EACH == 1;
            String task = ephemeral ? "runner" : TASKS[i * 3 % TASKS.length];
            String name = String.format(Locale.ROOT, "%s-%s-%02d", task, SITES[i % SITES.length], i + 1);
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

    /** The name of the auth key with which it registers. */
    String keyName() {
        return organization + (ephemeral ? "-ephemeral" : "");
    }
}
