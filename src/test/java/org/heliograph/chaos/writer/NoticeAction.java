package org.heliograph.chaos.writer;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.chaos.model.StatusPageTopic;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;

/**
 * Creates, renames and deletes the incidents or maintenances of a status page, and adds and deletes their updates.
 * Some changes are rejected at the commit. A notice of unknown state is not used again.
 */
public final class NoticeAction implements Action {
    private static final int MAX = 6;
    private static final int NEW_ONE_IN = 4;
    private static final int REJECTED_ONE_IN = 5;

    /** The kind of notice. */
    public enum Kind {
        INCIDENT("investigating", "identified", "monitoring", "resolved") {
            @Override
            String fields() {
                return ",'severity':'major'";
            }
        },
        /** Starts and ends automatically within seconds. */
        MAINTENANCE("scheduled", "in_progress", "completed", "cancelled") {
            @Override
            String fields() {
                Instant now = Instant.now();
                return ",'scheduled_start':'" + now.plusSeconds(1) + "','scheduled_end':'" + now.plusSeconds(4) + "'";
            }
        };

        private final List<String> statuses;

        Kind(String... statuses) {
            this.statuses = List.of(statuses);
        }

        /** Additional JSON members, each after a comma. */
        abstract String fields();

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An acknowledged notice.
     *
     * @param lines the ids of its known updates
     */
    private record Notice(String id, List<String> updates) {}

    private final ChangeRecorder recorder;
    private final StatusPageTopic page;
    private final String token;
    private final Kind kind;
    private final Deque<Notice> existing = new ArrayDeque<>();

    /** @param token of an administrator of the installation */
    public NoticeAction(ChangeRecorder recorder, StatusPageTopic page, String token, Kind kind) {
        this.recorder = recorder;
        this.page = page;
        this.token = token;
        this.kind = kind;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        StatusAdmin admin = new StatusAdmin(node.api().with(token));
        boolean rejected = random.nextInt(REJECTED_ONE_IN) == 0;
        if (existing.isEmpty() || existing.size() < MAX && random.nextInt(NEW_ONE_IN) == 0) {
            return create(admin, rejected);
        }
        Notice notice = existing.poll();
        int choice = random.nextInt(6);
        if (choice == 0) {
            return delete(admin, notice);
        }
        boolean done;
        if (choice == 1) {
            done = rename(admin, notice, rejected);
        } else if (choice == 2 && notice.updates().size() > 1) {
            done = deleteUpdate(admin, notice, random);
        } else {
            done = addUpdate(admin, notice, kind.statuses.get(random.nextInt(kind.statuses.size())), rejected);
        }
        if (done) {
            existing.add(notice);
        }
        return done;
    }

    @Override
    public void restored() {
        existing.clear();
    }

    private boolean create(StatusAdmin admin, boolean rejected) {
        String title = text(rejected);
        String body = "{'status_page_id':'" + page.id() + "','title':'" + title + "','message':'first','status':'"
                + kind.statuses.get(0) + "'" + kind.fields() + "}";
        return write(rejected, "created", title, () -> admin.post(path(), body), created -> {
            JsonObject notice = created.json().getJsonObject(kind.word());
            String update = notice.getJsonArray("updates").getJsonObject(0).getString("id");
            existing.add(new Notice(notice.getString("id"), new ArrayList<>(List.of(update))));
        });
    }

    private boolean rename(StatusAdmin admin, Notice notice, boolean rejected) {
        String title = text(rejected);
        return write(
                rejected,
                "updated",
                title,
                () -> admin.put(path() + "/" + notice.id(), "{'title':'" + title + "'}"),
                done -> {});
    }

    private boolean addUpdate(StatusAdmin admin, Notice notice, String status, boolean rejected) {
        String message = text(rejected);
        String body = "{'status':'" + status + "','message':'" + message + "'}";
        return write(
                rejected,
                "update-added",
                message,
                () -> admin.post(path() + "/" + notice.id() + "/updates", body),
                added -> notice.updates().add(added.json().getString("updateId")));
    }

    private boolean deleteUpdate(StatusAdmin admin, Notice notice, Random random) {
        String update = notice.updates().remove(random.nextInt(notice.updates().size()));
        return write(
                false,
                "update-deleted",
                update,
                () -> admin.delete(path() + "/" + notice.id() + "/updates/" + update),
                done -> {});
    }

    private boolean delete(StatusAdmin admin, Notice notice) {
        return write(false, "deleted", notice.id(), () -> admin.delete(path() + "/" + notice.id()), done -> {});
    }

    private boolean write(
            boolean rejected, String event, String what, Supplier<Answer> call, Consumer<Answer> acknowledged) {
        Set<ExpectedEvent> expected = Set.of(page.written(kind.word() + "-" + event, what));
        if (rejected) {
            return recorder.writeRejected(expected, call);
        }
        Optional<Answer> answer = recorder.write(expected, call);
        answer.ifPresent(acknowledged);
        return answer.isPresent();
    }

    private String text(boolean rejected) {
        return recorder.uniqueText(rejected ? ChangeRecorder.REJECTED : kind.word() + "-");
    }

    private String path() {
        return kind.word() + "s";
    }
}
