package org.heliograph.web.page;

import java.net.URI;
import java.util.Map;

/** The paths of scripts, style sheets and pictures below the root of the application. */
final class AssetPath {
    /** The folders that contain them. */
    static final String FOLDERS = "app|sdk|lib|style|wall";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=UTF-8",
            "ts", "text/plain;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml;charset=UTF-8");

    private AssetPath() {}

    /** The path that a file means with a relative one. */
    static String resolve(String file, String relative) {
        return URI.create(file).resolve(relative).getPath();
    }

    /** The content type by the ending of the name; null for what neither a page nor a program needs. */
    static String contentType(String path) {
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    }
}
