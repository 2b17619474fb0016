package org.heliograph.web.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which modules a module imports by its own text. Those that it imports only when they are needed ({@code import()}) do not count. */
final class ModuleGraph {
    /** An import or export from another module, which the formatter puts at the beginning of a line. */
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^(?:import|export)\\b(?:[^;\"'()]*?\\bfrom)?\\s*\"([^\"]+)\"");

    private final Map<String, byte[]> files;

    /** @param files by path, such as {@code /app/main.js} */
    ModuleGraph(Map<String, byte[]> files) {
        this.files = files;
    }

    /** The module and all that it needs, each once, in the order in which a browser would find them. */
    Set<String> closure(String module) {
        Set<String> found = new LinkedHashSet<>();
        collect(module, found);
        return found;
    }

    private void collect(String module, Set<String> found) {
        byte[] text = files.get(module);
        if (text == null) {
            throw new IllegalStateException("A module is missing: " + module);
        }
        if (found.add(module)) {
            Matcher imports = IMPORT.matcher(new String(text, StandardCharsets.UTF_8));
            while (imports.find()) {
                collect(AssetPath.resolve(module, imports.group(1)), found);
            }
        }
    }
}
