package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.YearMonth;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.page.MonthParameter;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageView;

/** What readers of a page get: {@code {statusPageId,month,incidents:[…]}}. */
@ApplicationScoped
public class MonthResponse {
    @Inject
    private PageAccess door;

    @Inject
    private NoticeRepository reader;

    @Inject
    private Clock clock;

    /**
     * The bulletins of a month.
     *
     * @param month         {@code YYYY-MM}; null for this one
     * @param authorization the request's header of that name; null when it has none
     */
    public JsonObject of(NoticeKind<?, ?> kind, String slug, String month, String authorization) {
        PageView page = door.open(slug, authorization);
        YearMonth chosen = MonthParameter.parse(month, clock);
        return JsonText.object()
                .add("statusPageId", page.id())
                .add("month", chosen.toString())
                .add(kind.word() + "s", reader.ofMonth(kind, page.id(), chosen))
                .build();
    }
}
