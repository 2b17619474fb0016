package org.heliograph.identity.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes a name for people from a {@code User-Agent}, such as {@code Firefox on Linux}. */
final class DeviceName {
    private static final int LONGEST = 60;

    /** Parts of the header and what they mean; the first that occurs counts, since browsers name each other. */
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("Edg", "Edge");
        PROGRAMS.put("OPR/", "Opera");
        PROGRAMS.put("Firefox/", "Firefox");
        PROGRAMS.put("FxiOS/", "Firefox");
        PROGRAMS.put("Chrom", "Chrome");
        PROGRAMS.put("CriOS/", "Chrome");
        PROGRAMS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private DeviceName() {}

    /** @param userAgent null for none */
    static String of(String userAgent) {
        String agent = userAgent == null ? "" : userAgent.strip();
        Optional<String> system = find(SYSTEMS, agent);
        Optional<String> program = find(PROGRAMS, agent);
        if (program.isPresent()) {
            return program.get() + system.map(name -> " on " + name).orElse("");
        }
        String first = agent.split("[\\s(]", 2)[0].replaceAll("[^A-Za-z0-9._/-]", "");
        return first.isEmpty() ? "Unknown device" : first.substring(0, Math.min(first.length(), LONGEST));
    }

    private static Optional<String> find(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
