package org.heliograph.uptime.appearance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.heliograph.persistence.SqlTemplate;

/** The contents of the logos of pages. */
@ApplicationScoped
public class LogoRepository {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** A logo that was removed may be served so long; its address is known to those only who had it. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Read again and again by new readers of a page. */
    private final Cache<String, byte[]> contents = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String name, byte[] content) -> content.length)
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();

    @Inject
    private SqlTemplate sql;

    /** Replaces the logo of a page, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    void replace(String pageId, LogoFile file) {
        delete(pageId);
        sql.update(
                "insert into status_page_logo (page_id, name, content) values (?, ?, ?)",
                pageId,
                file.logo().name(),
                Base64.getEncoder().encodeToString(file.content()));
    }

    /** Deletes the logo of a page, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void delete(String pageId) {
        sql.update("delete from status_page_logo where page_id = ?", pageId);
    }

    /** @param name as {@link org.heliograph.uptime.page.Appearance.Logo#name} */
    Optional<byte[]> find(String name) {
        byte[] kept = contents.getIfPresent(name);
        if (kept != null || !LogoFile.NAME.matcher(name).matches()) {
            return Optional.ofNullable(kept);
        }
        // pages with the same logo have the same name for it
        List<String> found =
                sql.query("select content from status_page_logo where name = ?", row -> row.text("content"), name);
        Optional<byte[]> content = found.stream().findFirst().map(Base64.getDecoder()::decode);
        content.ifPresent(bytes -> contents.put(name, bytes));
        return content;
    }
}
