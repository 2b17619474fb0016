package org.heliograph.persistence;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Reads an instant from either type of the drivers: EclipseLink passes a converter the driver's object, which is an
 * {@link OffsetDateTime} from H2 and a {@link Timestamp} from PostgreSQL. The type is a parameter so that the compiler generates no
 * cast before the object's type is tested.
 *
 * @param <T> the type that the provider sees
 */
abstract class InstantReader<T> {
    public Instant convertToEntityAttribute(T stored) {
        Object value = stored;
        if (value == null) {
            return null;
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) value).toInstant();
    }

    /** Fixes the parameter: EclipseLink finds the two types of a converter only if its superclass is not generic. */
    abstract static class AsTimestamp extends InstantReader<Timestamp> {
        public Timestamp convertToDatabaseColumn(Instant instant) {
            return instant == null ? null : Timestamp.from(instant.truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
