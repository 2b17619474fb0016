package org.heliograph.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Stores every {@link Instant} of an entity as an SQL timestamp, truncated to the milliseconds of the columns. Without it
 * providers differ, since JPA 3.1 does not list Instant as a basic type.
 */
@Converter(autoApply = true)
public class InstantConverter extends InstantReader.AsTimestamp implements AttributeConverter<Instant, Timestamp> {}
