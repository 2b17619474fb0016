package org.heliograph.operations.nodes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.text.TextCleaner;

/** Under which id and name this node is in the database. */
@ApplicationScoped
public class NodeIdentity {
    private static final int LONGEST_NAME = 200;

    private final String instance = UUID.randomUUID().toString();
    private String name;

    /** For the container's proxy. */
    protected NodeIdentity() {}

    @Inject
    NodeIdentity(Configuration configuration) {
        this(configuration.get(NodeSettings.NODE_NAME));
    }

    /** @param name cut when the table has no room for it */
    public NodeIdentity(String name) {
        this.name = TextCleaner.line(name, LONGEST_NAME);
    }

    /** The id of this process, which no other one has. */
    public String instance() {
        return instance;
    }

    /** The name of this node; two nodes may have been given the same one. */
    public String name() {
        return name;
    }
}
