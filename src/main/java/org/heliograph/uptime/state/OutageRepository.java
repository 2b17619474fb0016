package org.heliograph.uptime.state;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.heliograph.persistence.SqlTemplate;

/** Reads the outages of the server, in which nobody could witness a monitor. */
@ApplicationScoped
public class OutageRepository {
    private static final String BETWEEN =
            "select from_at, to_at from server_outage where to_at > ? and from_at < ? order by from_at";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected OutageRepository() {}

    @Inject
    public OutageRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** The outages that overlap a range, in order and merged. */
    public List<TimeRange> between(Instant from, Instant to) {
        return TimeRange.merged(
                sql.query(BETWEEN, row -> TimeRange.of(row.time("from_at"), row.time("to_at")), from, to));
    }

    /** The outages during the silences of some monitors, read when they are first asked for. */
    public Supplier<List<TimeRange>> during(Collection<MonitorState> monitors, Instant now) {
        return during(monitors, List.of(), now);
    }

    /** The outages during the silences of some monitors and after new reports, read when they are first asked for. */
    public Supplier<List<TimeRange>> during(
            Collection<MonitorState> monitors, Collection<Instant> reports, Instant now) {
        return new Supplier<>() {
            private List<TimeRange> read;

            @Override
            public List<TimeRange> get() {
                if (read == null) {
                    Instant from = Stream.concat(monitors.stream().map(MonitorState::lastReport), reports.stream())
                            .filter(Objects::nonNull)
                            .min(Instant::compareTo)
                            .orElse(now);
                    read = between(from, now);
                }
                return read;
            }
        };
    }
}
