package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.heliograph.hub.Connection;

/** The readers of the sockets that are open here, for as long as their sockets hold them. */
@ApplicationScoped
public class PageSubscriptions {
    private final Map<Connection, WeakReference<PageSubscription>> readers =
            Collections.synchronizedMap(new WeakHashMap<>());

    PageSubscription begin(Connection connection) {
        PageSubscription reader = new PageSubscription(connection);
        readers.put(connection, new WeakReference<>(reader));
        return reader;
    }

    Optional<PageSubscription> find(Connection connection) {
        return Optional.ofNullable(readers.get(connection)).map(WeakReference::get);
    }
}
