package org.heliograph.uptime.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.uptime.monitor.IdList;

/**
 * Writes things of one kind, which have ids that people chose. Each of the three is one transaction.
 *
 * @param <T> their entity
 */
public abstract class Editor<T> {
    @PersistenceContext
    private EntityManager entities;

    private final Class<T> type;
    private final String noun;
    private final String taken;

    /**
     * @param noun what one is called, in lower case
     * @param taken what to say when another one has an id or a name that this one would get
     */
    protected Editor(Class<T> type, String noun, String taken) {
        this.type = type;
        this.noun = noun;
        this.taken = taken;
    }

    /**
     * Makes one.
     *
     * @return the id that it got
     * @throws ApiException 400 for what it cannot be, 409 where another has its id
     */
    public abstract String create(Body body);

    /**
     * Changes what was sent.
     *
     * @throws ApiException 400 for what it cannot be, 404 where there is none, 409 where another has what it would get
     */
    public abstract void change(String id, Body body);

    /**
     * Deletes it with what belongs to it.
     *
     * @throws ApiException 404 where there is none
     */
    public abstract void delete(String id);

    /** What one is called, in lower case. */
    public String noun() {
        return noun;
    }

    protected EntityManager entities() {
        return entities;
    }

    /** Locked until the end of the transaction. */
    protected T find(String id) {
        T found = IdList.isId(id) ? entities.find(type, id, LockModeType.PESSIMISTIC_WRITE) : null;
        if (found == null) {
            throw missing();
        }
        return found;
    }

    /** Writes what is there, and finds whether somebody else has made the same meanwhile. */
    protected void flush() {
        try {
            entities.flush();
        } catch (PersistenceException madeMeanwhile) {
            throw DatabaseException.isDuplicate(madeMeanwhile) ? taken() : madeMeanwhile;
        }
    }

    protected ApiException taken() {
        return ApiException.conflict(taken);
    }

    /** What to say where there is none of the id. */
    public ApiException missing() {
        return ApiException.notFound("There is no such " + noun + ".");
    }
}
