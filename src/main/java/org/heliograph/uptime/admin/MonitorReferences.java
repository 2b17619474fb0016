package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.heliograph.rest.Form;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;

/** Ids of monitors and groups that other things name. */
@ApplicationScoped
public class MonitorReferences {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private MonitorRepository monitors;

    @Inject
    @Any
    private Instance<MonitorReferrer> referrers;

    /** The ids in a field, all of which must be monitors or groups; nothing when the field was not sent. */
    @Transactional
    public Optional<List<String>> read(Form form, String field) {
        Optional<List<String>> ids = form.ids(field);
        if (ids.isPresent() && !ids.get().isEmpty()) {
            Set<String> known = known(ids.get());
            ids.get().stream()
                    .filter(id -> !known.contains(id))
                    .forEach(id -> form.wrong(field + " names " + id + ", which is no monitor and no group"));
        }
        return ids;
    }

    /** The children of a monitor or group, beneath which it must not come to lie itself. */
    @Transactional
    public Optional<List<String>> readChildren(Form form, String ownId) {
        Optional<List<String>> ids = read(form, "children");
        if (ids.isPresent() && monitors.tree().wouldTurn(ownId, ids.get())) {
            form.wrong("children would put " + ownId + " beneath itself");
        }
        return ids;
    }

    /** Whether a monitor or a group has this id: they share one set of ids, since pages name both alike. */
    @Transactional
    public boolean isTaken(String id) {
        return !known(List.of(id)).isEmpty();
    }

    private Set<String> known(List<String> ids) {
        Set<String> known = new HashSet<>();
        for (String kind : List.of("Monitor", "MonitorGroup")) {
            known.addAll(entities.createQuery("select e.id from " + kind + " e where e.id in :ids", String.class)
                    .setParameter("ids", ids)
                    .getResultList());
        }
        return known;
    }

    /** Takes an id out of everything that names it. */
    @Transactional
    public void forget(String id) {
        String mention =
                "%" + IdList.text(List.of(id)).replaceAll("[\\[\\]]", "").replace("_", "!_") + "%";
        mentioning(Monitor.class, "children", mention)
                .forEach(monitor -> drop(id, monitor.getChildren(), monitor::setChildren));
        mentioning(Monitor.class, "dependencies", mention)
                .forEach(monitor -> drop(id, monitor.getDependencies(), monitor::setDependencies));
        mentioning(MonitorGroup.class, "children", mention)
                .forEach(group -> drop(id, group.getChildren(), group::setChildren));
        referrers.forEach(referrer -> referrer.forget(id));
    }

    private <T> List<T> mentioning(Class<T> kind, String field, String mention) {
        return entities.createQuery(
                        "select e from " + kind.getSimpleName() + " e where e." + field
                                + " like :mention escape '!' order by e.id",
                        kind)
                .setParameter("mention", mention)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Sets a list without an id. */
    public static void drop(String id, List<String> ids, Consumer<List<String>> setter) {
        if (ids.contains(id)) {
            setter.accept(ids.stream().filter(other -> !other.equals(id)).toList());
        }
    }
}
