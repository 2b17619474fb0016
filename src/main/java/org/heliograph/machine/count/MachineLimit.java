package org.heliograph.machine.count;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Bounds the machines of an organisation. What other transactions have not yet committed is not counted: machines that are added at the same
 * moment, each with another key, may exceed the bound by their number. Those of one key are added one after the other.
 */
@ApplicationScoped
public class MachineLimit {
    private static final String COUNT =
            "select coalesce(sum(delta), 0) as machines from machine_count where org_id = ?";

    private SqlTemplate sql;
    private Configuration configuration;

    /** For the container's proxies. */
    protected MachineLimit() {}

    @Inject
    public MachineLimit(SqlTemplate sql, Configuration configuration) {
        this.sql = sql;
        this.configuration = configuration;
    }

    /**
     * Called before a machine is added, within its transaction.
     *
     * @throws ApiException 409 {@code MACHINE_LIMIT} when the organisation has as many machines as it may
     */
    public void requirePlace(String orgId) {
        int most = configuration.get(MonitoringSettings.MACHINES_LIMIT);
        long machines = sql.query(COUNT, row -> row.bigint("machines"), orgId).get(0);
        if (machines >= most) {
            throw new ApiException(
                    409,
                    "MACHINE_LIMIT",
                    "This organisation has as many machines as it may, " + most + "; remove some, or raise the limit ("
                            + MonitoringSettings.MACHINES_LIMIT.name() + ").");
        }
    }
}
