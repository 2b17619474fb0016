package org.heliograph.container;

import jakarta.enterprise.inject.spi.CDI;
import java.io.File;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The delivered archive with the tests of this package added. */
final class Application {
    /** Replaces the archive's own file: its settings for OpenAPI, and short timer intervals, so that tests do not wait long. */
    private static final String SETTINGS = """
            mp.openapi.scan.disable=true
            mp.openapi.model.reader=org.heliograph.rest.openapi.ApiModelReader
            heliograph.machine.cleanup=PT1S
            heliograph.fleet.check=PT0.2S
            """;

    private Application() {}

    static WebArchive withTests() {
        File war = new File(System.getProperty("heliograph.war", "target/ROOT.war"));
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(war)
                .as(WebArchive.class)
                .addAsResource(new StringAsset(SETTINGS), "META-INF/microprofile-config.properties")
                .addPackage(Application.class.getPackage())
                .addPackages(true, Assertions.class.getPackage().getName().replace(".core.api", ""))
                .addPackages(true, Awaitility.class.getPackage())
                .addPackages(true, "org.hamcrest");
    }

    /** Looks up a bean: Arquillian does not inject into tests on every server. */
    static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }
}
