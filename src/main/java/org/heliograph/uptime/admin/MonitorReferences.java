package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.heliograph.uptime.page.StatusPage;

/** Checks and removes references to monitors and groups. Both share one set of ids, since pages refer to either by id alone. */
@ApplicationScoped
public class MonitorReferences {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private MonitorRepository monitors;

    /** Reads the ids in a field and reports those of no monitor and no group to the form; empty when the field was not sent. */
    @Transactional
    public Optional<List<String>> read(FieldReader form, String field) {
        return read(form, field, List.of());
    }

    /** As {@link #read(FieldReader, String)}. @param kept ids that may also be sent, since they were there before */
    @Transactional
    public Optional<List<String>> read(FieldReader form, String field, List<String> kept) {
        Optional<List<String>> ids = form.ids(field);
        if (ids.isPresent() && !ids.get().isEmpty()) {
            Set<String> existing = existing(ids.get());
            ids.get().stream()
                    .filter(id -> !existing.contains(id) && !kept.contains(id))
                    .forEach(id -> form.wrong(field + " names " + id + ", which is no monitor and no group"));
        }
        return ids;
    }

    /**
     * Reads a list of ids, or those to be put at its end, which takes nothing away that others have put there meanwhile.
     *
     * @param added the field with the ids that are added, unless they are there already
     * @param present the list as it is
     * @return the list as it is to be; empty when neither field was sent
     */
    @Transactional
    public Optional<List<String>> readList(FieldReader form, String field, String added, List<String> present) {
        Optional<List<String>> whole = read(form, field);
        Optional<List<String>> more = read(form, added);
        if (more.isEmpty()) {
            return whole;
        }
        Set<String> all = new LinkedHashSet<>(whole.orElse(present));
        all.addAll(more.get());
        if (all.size() > FieldReader.LONGEST_LIST) {
            form.wrong(added + " would make " + field + " longer than " + FieldReader.LONGEST_LIST + " ids");
        }
        return Optional.of(List.copyOf(all));
    }

    /** Reads the children of a monitor. @see #readChildren(FieldReader, String, List) */
    @Transactional
    public Optional<List<String>> readChildren(FieldReader form, String ownId) {
        return checked(form, ownId, read(form, "children"));
    }

    /**
     * Reads the {@code children} of a group, or those that {@code addChildren} puts at their end, and reports it to the form when they would create
     * a cycle, or nest too deep.
     *
     * @param present those that it has
     */
    @Transactional
    public Optional<List<String>> readChildren(FieldReader form, String ownId, List<String> present) {
        return checked(form, ownId, readList(form, "children", "addChildren", present));
    }

    private Optional<List<String>> checked(FieldReader form, String ownId, Optional<List<String>> ids) {
        if (ids.isPresent()) {
            MonitorTopology topology = monitors.topology();
            if (topology.wouldCreateCycle(ownId, ids.get())) {
                form.wrong("children would put " + ownId + " beneath itself");
            } else if (topology.wouldBeTooDeep(ownId, ids.get())) {
                form.wrong("children would be nested more than " + MonitorTopology.MOST_LEVELS + " levels deep");
            }
        }
        return ids;
    }

    /** @throws ApiException 409 when a monitor or a group has this id */
    @Transactional
    public void requireFreeId(String id) {
        if (!existing(List.of(id)).isEmpty()) {
            throw ApiException.conflict("There is a monitor or group of this id.");
        }
    }

    private Set<String> existing(List<String> ids) {
        Set<String> existing = new HashSet<>();
        for (String type : List.of("Monitor", "MonitorGroup")) {
            existing.addAll(entities.createQuery("select e.id from " + type + " e where e.id in :ids", String.class)
                    .setParameter("ids", ids)
                    .getResultList());
        }
        return existing;
    }

    /** Removes an id from every monitor, group and status page that refers to it. */
    @Transactional
    public void remove(String id) {
        String pattern =
                "%" + IdList.text(List.of(id)).replaceAll("[\\[\\]]", "").replace("_", "!_") + "%";
        for (Monitor monitor : referring(Monitor.class, pattern, "children", "dependencies")) {
            remove(id, monitor.getChildren(), monitor::setChildren);
            remove(id, monitor.getDependencies(), monitor::setDependencies);
        }
        for (MonitorGroup group : referring(MonitorGroup.class, pattern, "children")) {
            remove(id, group.getChildren(), group::setChildren);
        }
        for (StatusPage page : referring(StatusPage.class, pattern, "items", "leafItems")) {
            remove(id, page.getItems(), page::setItems);
            remove(id, page.getLeafItems(), page::setLeafItems);
        }
    }

    private <T> List<T> referring(Class<T> type, String pattern, String... attributes) {
        String condition = Stream.of(attributes)
                .map(attribute -> "e." + attribute + " like :pattern escape '!'")
                .collect(Collectors.joining(" or "));
        return entities.createQuery(
                        "select e from " + type.getSimpleName() + " e where " + condition + " order by e.id", type)
                .setParameter("pattern", pattern)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private static void remove(String id, List<String> ids, Consumer<List<String>> setter) {
        if (ids.contains(id)) {
            setter.accept(ids.stream().filter(other -> !other.equals(id)).toList());
        }
    }
}
