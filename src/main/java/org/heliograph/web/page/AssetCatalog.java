package org.heliograph.web.page;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The scripts, style sheets and pictures of one deployment, and the documents of its pages. All of them together have a version, the digest
 * of their contents. It is in their addresses, so that browsers keep them for ever and never mix those of two releases.
 */
final class AssetCatalog {
    /** The beginning of the paths of the assets, before the version. */
    static final String ROOT = "/assets/";

    private static final Pattern REFERENCE = Pattern.compile("(href|src)=\"(/(?:" + AssetPath.FOLDERS + ")/[^\"]+)\"");
    private static final Pattern ENTRY = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\">");
    private static final String HTML = "text/html;charset=UTF-8";

    private final String version;
    private final Map<String, byte[]> files;
    private final ModuleGraph modules;
    private final Map<String, Asset> assets = new HashMap<>();
    private final Map<String, Asset> documents = new ConcurrentHashMap<>();

    /** @param files by path; documents in the root, the others in folders */
    AssetCatalog(SortedMap<String, byte[]> files) {
        this.files = files;
        version = ContentDigest.of(files);
        modules = new ModuleGraph(files);
        StyleSheets sheets = new StyleSheets(files);
        files.forEach((path, content) -> {
            String type = AssetPath.contentType(path);
            if (type != null) {
                assets.put(path, Asset.of(type, path.endsWith(".css") ? sheets.inline(path) : content));
            }
        });
    }

    String version() {
        return version;
    }

    /** @param path such as {@code /app/main.js} */
    Optional<Asset> asset(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    Set<String> paths() {
        return assets.keySet();
    }

    /**
     * A document whose scripts and styles have the addresses of this version, with a list of the modules that it needs, so that a browser
     * loads them all at once and does not discover one by another.
     *
     * @param name   such as {@code /index.html}
     * @param module that is loaded for the page in addition, such as {@code /app/pages/alerts.js}; what does not exist is left out
     */
    Asset document(String name, String module) {
        return documents.computeIfAbsent(name + " " + module, any -> Asset.of(HTML, write(name, module)));
    }

    private byte[] write(String name, String module) {
        String text = new String(files.get(name), StandardCharsets.UTF_8);
        Matcher entry = ENTRY.matcher(text);
        if (!entry.find()) {
            throw new IllegalStateException("A document without a module: " + name);
        }
        Set<String> needed = new LinkedHashSet<>(modules.closure(entry.group(1)));
        if (assets.containsKey(module)) {
            needed.addAll(modules.closure(module));
        }
        String preloads = needed.stream()
                .map(path -> "    <link rel=\"modulepreload\" href=\"" + path + "\" />\n")
                .collect(Collectors.joining());
        return REFERENCE
                .matcher(text.replaceFirst("(?m)^  </head>", Matcher.quoteReplacement(preloads + "  </head>")))
                .replaceAll("$1=\"" + ROOT + version + "$2\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
