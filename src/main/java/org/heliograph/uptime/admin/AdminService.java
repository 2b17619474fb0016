package org.heliograph.uptime.admin;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.DemoCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.NamedEntity;

/**
 * Creates, reads, updates and deletes the entities of one type. Each method is one transaction; those that write hold the lock of
 * the topology, so what they check stays true until they commit.
 *
 * @param <T> the entity type
 */
public abstract class AdminService<T extends NamedEntity> {
    /** Fields of answers, which scripts send back. */
    private static final String[] ANSWERED = {"created_at", "updated_at", "protected"};

    private static final int LONGEST_NAME = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private DemoCaller demo;

    @Inject
    private AdminAudit audit;

    @Inject
    private Clock clock;

    private final Class<T> type;
    private final String noun;
    private final String uniqueAttribute;
    private final Function<T, String> uniqueValue;
    private final KeptFields kept;

    protected AdminService(Class<T> type, String noun) {
        this(type, noun, null, null, Set.of());
    }

    /**
     * @param noun        the name of the type in messages, in lower case
     * @param uniqueValue reads the attribute
     * @param own         those of the stock server's fields that the type has
     */
    protected AdminService(
            Class<T> type, String noun, String uniqueAttribute, Function<T, String> uniqueValue, Set<String> own) {
        this.type = type;
        this.noun = noun;
        this.uniqueAttribute = uniqueAttribute;
        this.uniqueValue = uniqueValue;
        kept = new KeptFields(own);
    }

    /** The name of the type in messages, in lower case. */
    public String noun() {
        return noun;
    }

    /** All entities, by name. */
    @Transactional
    public JsonArray list() {
        JsonArrayBuilder list = JsonText.array();
        entities.createQuery("select e from " + type.getSimpleName() + " e order by e.name, e.id", type)
                .getResultList()
                .forEach(entity -> list.add(json(entity)));
        return list.build();
    }

    /** @throws ApiException 404 without such an entity */
    @Transactional
    public JsonObject get(String id) {
        return json(find(id, LockModeType.NONE));
    }

    /**
     * What a body has changed.
     *
     * @param ignored the fields of the body that are kept but mean nothing here
     */
    public record Written(String id, List<String> ignored) {}

    /**
     * Creates an entity, with the id in the body, or else a random one.
     *
     * @throws ApiException 400 for invalid fields, 409 when the id or the unique attribute is taken
     */
    @Transactional
    public Written create(Body body) {
        BiConsumer<T, FieldReader> fill = prepare(FieldReader.ofNew(body));
        monitors.lockTopology();
        FieldReader form = FieldReader.ofNew(body);
        Instant now = Timestamps.now(clock);
        T entity = instantiate(AdminId.read(form), now);
        entity.setDemo(demo.calls());
        fill(entity, form, fill);
        requireFreeId(entity.getId());
        requireUnique(entity);
        entities.persist(entity);
        entities.flush();
        created(entity, now);
        audit.created(noun, entity, json(entity));
        return new Written(entity.getId(), kept.ignored(body));
    }

    /**
     * Changes the fields that are in the body.
     *
     * @throws ApiException 400 for invalid fields, 404 without such an entity, 409 when the unique attribute is taken
     */
    @Transactional
    public Written update(String id, Body body) {
        BiConsumer<T, FieldReader> fill = prepare(FieldReader.ofChange(body));
        monitors.lockTopology();
        T entity = find(id, LockModeType.PESSIMISTIC_WRITE);
        JsonObject before = json(entity);
        FieldReader form = FieldReader.ofChange(body);
        AdminId.requireSame(form, id);
        fill(entity, form, fill);
        requireUnique(entity);
        entity.setUpdatedAt(Timestamps.now(clock));
        entities.flush();
        audit.updated(noun, entity, before, json(entity));
        return new Written(id, kept.ignored(body));
    }

    /**
     * Deletes an entity, the rows that belong to it, and its id wherever it is referenced.
     *
     * @throws ApiException 404 without such an entity
     */
    @Transactional
    public void delete(String id) {
        monitors.lockTopology();
        T entity = find(id, LockModeType.PESSIMISTIC_WRITE);
        audit.deleted(noun, entity, json(entity));
        entities.remove(entity);
        deleted(entity);
    }

    /** A new entity, still without the fields of the body. */
    protected abstract T instantiate(String id, Instant now);

    /**
     * Prepares the reading of a body before the topology is locked, for work that takes long.
     *
     * @param form for reading only what that work needs; its problems are ignored
     * @return what copies the fields of a form, except the name, into an entity and reports invalid ones to the form
     */
    protected abstract BiConsumer<T, FieldReader> prepare(FieldReader form);

    /** Refuses an id that is taken. @throws ApiException 409 */
    protected abstract void requireFreeId(String id);

    /** Called in the transaction after the row of a new entity was inserted. */
    protected void created(T entity, Instant now) {}

    /** Called in the transaction that deletes an entity. */
    protected void deleted(T entity) {}

    /** Adds what an answer shows between the name and the times. */
    protected abstract void describe(T entity, JsonObjectBuilder json);

    protected EntityManager entities() {
        return entities;
    }

    /** 409 for an id or a unique attribute that another entity has. */
    protected ApiException taken() {
        return ApiException.conflict("There is a " + noun + " of this id or " + uniqueAttribute + ".");
    }

    private JsonObject json(T entity) {
        JsonObjectBuilder json = JsonText.object().add("id", entity.getId()).add("name", entity.getName());
        describe(entity, json);
        entity.getKeptFields().forEach(json::add);
        return json.add("created_at", Timestamps.format(entity.getCreatedAt()))
                .add("updated_at", Timestamps.format(entity.getUpdatedAt()))
                .build();
    }

    private void fill(T entity, FieldReader form, BiConsumer<T, FieldReader> fill) {
        form.need("name").ignore(ANSWERED);
        form.text("name", LONGEST_NAME).ifPresent(entity::setName);
        fill.accept(entity, form);
        kept.fill(entity, form);
        form.check();
    }

    private T find(String id, LockModeType lock) {
        T found = IdList.isId(id) ? entities.find(type, id, lock) : null;
        if (found == null) {
            throw ApiException.notFound("There is no such " + noun + ".");
        }
        return found;
    }

    private void requireUnique(T entity) {
        if (uniqueAttribute == null) {
            return;
        }
        long others = entities.createQuery(
                        "select count(e.id) from " + type.getSimpleName() + " e where e." + uniqueAttribute
                                + " = :value and e.id <> :id",
                        Long.class)
                .setParameter("value", uniqueValue.apply(entity))
                .setParameter("id", entity.getId())
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
        if (others > 0) {
            throw taken();
        }
    }
}
