package org.heliograph.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class H2FileDriverTest {
    /** As that of WildFly's module for the driver, which has classes of its own. */
    private static final class DriverLoader extends URLClassLoader {
        DriverLoader(Class<?>... parts) {
            super(
                    Stream.of(parts)
                            .map(part -> part.getProtectionDomain().getCodeSource())
                            .map(CodeSource::getLocation)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }
    }

    /** Both refer for ever to the class loaders of the code that comes to them first, which must not be an application's. */
    @Test
    void whatH2KeepsForEverIsMadeWhenTheServerLoadsTheDriver() throws Exception {
        try (DriverLoader loader = new DriverLoader(H2FileDriver.class, org.h2.Driver.class)) {
            Class.forName(H2FileDriver.class.getName(), true, loader);

            assertThat(loader.hasLoaded("org.h2.message.DbException")).isTrue();
            assertThat(loader.hasLoaded("org.h2.engine.OnExitDatabaseCloser")).isTrue();
        }
    }
}
