package org.heliograph.persistence;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Reads an instant in whichever form it comes: EclipseLink hands a converter what the driver gave, which H2 and PostgreSQL
 * do differently. The parameter is open so that no cast is made before the value is looked at.
 *
 * @param <T> the form that the provider is told
 */
abstract class InstantReader<T> {
    public Instant convertToEntityAttribute(T stored) {
        Object value = stored;
        if (value == null) {
            return null;
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) value).toInstant();
    }

    /** Closes the parameter; EclipseLink finds a converter's types only where the class above it has none. */
    abstract static class AsTimestamp extends InstantReader<Timestamp> {
        public Timestamp convertToDatabaseColumn(Instant instant) {
            return instant == null ? null : Timestamp.from(instant.truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
