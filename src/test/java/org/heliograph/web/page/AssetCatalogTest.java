package org.heliograph.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the pages as they are, and of small ones. */
class AssetCatalogTest {
    private static final Path WEBAPP = Path.of("webapp");
    private static final Pattern HREF = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\"");

    /** The files of the application. */
    static SortedMap<String, byte[]> files() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(WEBAPP)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(one -> !one.startsWith(WEBAPP.resolve("WEB-INF")))
                    .toList()) {
                files.put("/" + WEBAPP.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static AssetCatalog of(Map<String, String> files) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        files.forEach((path, text) -> all.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new AssetCatalog(all);
    }

    private static String text(Asset asset) {
        return new String(asset.body(), StandardCharsets.UTF_8);
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(one -> one.replaceAll(".*\"([^\"]+)\"$", "$1"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/status.html", "/wall.html", "/api.html"})
    void everyAddressInADocumentIsOfThisVersionAndExists(String name) throws IOException {
        AssetCatalog catalog = new AssetCatalog(files());
        String root = "/assets/" + catalog.version();

        List<String> addresses = matches(HREF, text(catalog.document(name, "/app/pages/dashboard.js"))).stream()
                .filter(one -> !List.of("/openapi", "/api/config").contains(one))
                .toList();

        assertThat(addresses).hasSizeGreaterThan(3).allMatch(one -> one.startsWith(root + "/"));
        assertThat(addresses)
                .allMatch(one -> catalog.asset(one.substring(root.length())).isPresent());
    }

    @Test
    void aDocumentListsWhatItsPageNeedsAndNothingOfOtherPages() throws IOException {
        AssetCatalog catalog = new AssetCatalog(files());

        List<String> dashboard = matches(PRELOAD, text(catalog.document("/index.html", "/app/pages/dashboard.js")));
        List<String> none = matches(PRELOAD, text(catalog.document("/index.html", "/app/pages/none.js")));

        assertThat(dashboard)
                .doesNotHaveDuplicates()
                .anyMatch(one -> one.endsWith("/app/pages/dashboard.js"))
                .anyMatch(one -> one.endsWith("/app/parts/fleet-plots.js"))
                .noneMatch(one -> one.endsWith("/app/pages/accounts.js"));
        assertThat(none).isNotEmpty().noneMatch(one -> one.contains("/app/pages/"));
    }

    @Test
    void everyPageOfTheRouterHasAModuleThatLoads() throws IOException {
        SortedMap<String, byte[]> files = files();
        ModuleGraph modules = new ModuleGraph(files);

        List<String> pages = matches(
                Pattern.compile("import\\(\"[^\"]+\""),
                new String(files.get("/app/router.js"), StandardCharsets.UTF_8));

        assertThat(pages).hasSizeGreaterThan(10);
        pages.forEach(page -> assertThat(modules.closure(AssetPath.resolve("/app/router.js", page)))
                .isNotEmpty());
    }

    @Test
    void styleSheetsAreOneFileAPage() throws IOException {
        AssetCatalog catalog = new AssetCatalog(files());

        for (String sheet : List.of("/style/index.css", "/style/status.css", "/style/wall.css", "/style/api.css")) {
            assertThat(text(catalog.asset(sheet).orElseThrow()))
                    .as(sheet)
                    .doesNotContain("@import")
                    .contains("--");
        }
    }

    @Test
    void aCompressedBodyIsTheSame() throws IOException {
        Asset asset = new AssetCatalog(files()).asset("/lib/lit-html.js").orElseThrow();

        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(asset.gzip()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(asset.body());
        }
        assertThat(asset.gzip().length).isLessThan(asset.body().length / 2);
    }

    @Test
    void everyChangeChangesTheVersionAndNothingElseDoes() {
        Map<String, String> files = Map.of("/app/a.js", "export const a = 1;", "/style/a.css", "a {}");

        assertThat(of(files).version())
                .isEqualTo(of(files).version())
                .isNotEqualTo(of(Map.of("/app/a.js", "export const a = 2;", "/style/a.css", "a {}"))
                        .version())
                .isNotEqualTo(of(Map.of("/app/b.js", "export const a = 1;", "/style/a.css", "a {}"))
                        .version());
    }

    @Test
    void whatAModuleLoadsLaterIsNotListed() {
        Map<String, byte[]> files = Map.of(
                "/app/main.js",
                """
                import { a } from "./a.js";
                import {
                  b,
                } from "../lib/b.js";
                import "./c.js";
                export { d } from "./d.js";
                // import "./never.js"
                const late = () => import("./late.js");
                """.getBytes(StandardCharsets.UTF_8),
                "/app/a.js",
                new byte[0],
                "/lib/b.js",
                "import \"../app/a.js\";".getBytes(StandardCharsets.UTF_8),
                "/app/c.js",
                "import \"./main.js\";".getBytes(StandardCharsets.UTF_8),
                "/app/d.js",
                new byte[0]);

        assertThat(new ModuleGraph(files).closure("/app/main.js"))
                .containsExactly("/app/main.js", "/app/a.js", "/lib/b.js", "/app/c.js", "/app/d.js");
    }

    @Test
    void aModuleThatImportsWhatDoesNotExistIsAnErrorOfTheBuild() {
        ModuleGraph modules =
                new ModuleGraph(Map.of("/app/a.js", "import \"./b.js\";".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> modules.closure("/app/a.js")).hasMessageContaining("/app/b.js");
    }
}
