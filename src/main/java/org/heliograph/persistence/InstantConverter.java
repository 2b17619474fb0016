package org.heliograph.persistence;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Stores every {@link Instant} of an entity as an SQL timestamp, cut to the millisecond that is stored and told. JPA 3.1
 * does not name Instant as a basic type, so that providers differ without it.
 */
@Converter(autoApply = true)
public class InstantConverter extends InstantReader.AsTimestamp implements AttributeConverter<Instant, Timestamp> {}
