package org.heliograph.uptime.notice;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.heliograph.json.JsonText;

/**
 * What the events about bulletins of a kind carry, field by field as clients expect it: a bulletin's updates come with its first
 * event only.
 *
 * @param <B> the bulletin
 * @param <U> its updates
 */
final class NoticeEventData<B extends Notice, U extends NoticeUpdate> {

    private final NoticeKind<B, U> kind;

    NoticeEventData(NoticeKind<B, U> kind) {
        this.kind = kind;
    }

    JsonObject created(String slug, B bulletin, List<U> updates) {
        return of(slug).add(kind.word(), kind.json(bulletin, updates, true)).build();
    }

    JsonObject changed(String slug, B bulletin) {
        return created(slug, bulletin, List.of());
    }

    JsonObject updateAdded(String slug, B bulletin, U update) {
        return of(slug).add(kind.word(), kind.json(bulletin, List.of(), true))
                .add("update", NoticeJson.of(kind, update))
                .build();
    }

    JsonObject updateDeleted(String slug, B bulletin, String updateId) {
        return of(slug).add(kind.word() + "Id", bulletin.getId())
                .add("updateId", updateId)
                .add(kind.word(), kind.json(bulletin, List.of(), true))
                .build();
    }

    JsonObject deleted(String slug, B bulletin) {
        return of(slug).add(kind.word() + "Id", bulletin.getId()).build();
    }

    private static JsonObjectBuilder of(String slug) {
        return JsonText.object().add("slug", slug);
    }
}
