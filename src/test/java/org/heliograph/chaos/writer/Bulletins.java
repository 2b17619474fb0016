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
import org.heliograph.chaos.truth.Fact;
import org.heliograph.chaos.truth.StatusPage;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;

/**
 * Writes the incidents or the maintenances of a status page: makes them, renames them, adds lines to them and takes some away,
 * and deletes them. Some of it the database refuses when it is to be committed. One of which it does not know how it is is let be.
 */
public final class Bulletins implements Deed {
    private static final int MOST = 6;
    private static final int NEW_ONE_IN = 4;
    private static final int DOOMED_ONE_IN = 5;

    /** Which of them. */
    public enum Kind {
        INCIDENT("investigating", "identified", "monitoring", "resolved") {
            @Override
            String fields() {
                return ",'severity':'major'";
            }
        },
        /** Begins and ends by itself soon, when nobody is quicker. */
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

        /** What it needs beside what they all have, each with a comma before it. */
        abstract String fields();

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One that is acknowledged to be there.
     *
     * @param lines the ids of those lines of its timeline that this writer knows of
     */
    private record Bulletin(String id, List<String> lines) {}

    private final Clerk clerk;
    private final StatusPage page;
    private final String token;
    private final Kind kind;
    private final Deque<Bulletin> living = new ArrayDeque<>();

    /** @param token of an administrator of the installation */
    public Bulletins(Clerk clerk, StatusPage page, String token, Kind kind) {
        this.clerk = clerk;
        this.page = page;
        this.token = token;
        this.kind = kind;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        StatusAdmin admin = new StatusAdmin(node.api().with(token));
        boolean doomed = random.nextInt(DOOMED_ONE_IN) == 0;
        if (living.isEmpty() || living.size() < MOST && random.nextInt(NEW_ONE_IN) == 0) {
            return create(admin, doomed);
        }
        Bulletin bulletin = living.poll();
        int choice = random.nextInt(6);
        if (choice == 0) {
            return delete(admin, bulletin);
        }
        boolean done;
        if (choice == 1) {
            done = rename(admin, bulletin, doomed);
        } else if (choice == 2 && bulletin.lines().size() > 1) {
            done = deleteLine(admin, bulletin, random);
        } else {
            done = addLine(admin, bulletin, kind.statuses.get(random.nextInt(kind.statuses.size())), doomed);
        }
        if (done) {
            living.add(bulletin);
        }
        return done;
    }

    private boolean create(StatusAdmin admin, boolean doomed) {
        String title = text(doomed);
        String body = "{'status_page_id':'" + page.id() + "','title':'" + title + "','message':'first','status':'"
                + kind.statuses.get(0) + "'" + kind.fields() + "}";
        return write(doomed, "created", title, () -> admin.post(path(), body), made -> {
            JsonObject bulletin = made.json().getJsonObject(kind.word());
            String line = bulletin.getJsonArray("updates").getJsonObject(0).getString("id");
            living.add(new Bulletin(bulletin.getString("id"), new ArrayList<>(List.of(line))));
        });
    }

    private boolean rename(StatusAdmin admin, Bulletin bulletin, boolean doomed) {
        String title = text(doomed);
        return write(
                doomed,
                "updated",
                title,
                () -> admin.put(path() + "/" + bulletin.id(), "{'title':'" + title + "'}"),
                done -> {});
    }

    private boolean addLine(StatusAdmin admin, Bulletin bulletin, String status, boolean doomed) {
        String message = text(doomed);
        String body = "{'status':'" + status + "','message':'" + message + "'}";
        return write(
                doomed,
                "update-added",
                message,
                () -> admin.post(path() + "/" + bulletin.id() + "/updates", body),
                added -> bulletin.lines().add(added.json().getString("updateId")));
    }

    private boolean deleteLine(StatusAdmin admin, Bulletin bulletin, Random random) {
        String line = bulletin.lines().remove(random.nextInt(bulletin.lines().size()));
        return write(
                false,
                "update-deleted",
                line,
                () -> admin.delete(path() + "/" + bulletin.id() + "/updates/" + line),
                done -> {});
    }

    private boolean delete(StatusAdmin admin, Bulletin bulletin) {
        return write(false, "deleted", bulletin.id(), () -> admin.delete(path() + "/" + bulletin.id()), done -> {});
    }

    private boolean write(
            boolean doomed, String event, String what, Supplier<Answer> call, Consumer<Answer> acknowledged) {
        Set<Fact> facts = Set.of(page.written(kind.word() + "-" + event, what));
        if (doomed) {
            return clerk.fail(facts, call);
        }
        Optional<Answer> answer = clerk.write(facts, call);
        answer.ifPresent(acknowledged);
        return answer.isPresent();
    }

    private String text(boolean doomed) {
        return clerk.fresh(doomed ? Clerk.DOOMED : kind.word() + "-");
    }

    private String path() {
        return kind.word() + "s";
    }
}
