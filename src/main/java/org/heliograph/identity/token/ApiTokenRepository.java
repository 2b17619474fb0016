package org.heliograph.identity.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.heliograph.identity.SecureTokens;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** Reads and writes API tokens, in the caller's transaction if there is one. */
@ApplicationScoped
public class ApiTokenRepository {
    private static final String INSERT =
            "insert into api_token (id, name, prefix, token_hash, scopes, org_id, creator_id, created_at, expires_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String SELECT =
            "select t.id, t.name, t.prefix, t.scopes, t.org_id, t.creator_id, t.created_at,"
                    + " t.expires_at, t.last_used_at, a.email from api_token t join account a on a.id = t.creator_id where ";

    private static final String NEWEST = " order by t.created_at desc, t.id";
    private static final String OF_INSTALLATION = "t.org_id is null";
    private static final String OF_ORGANIZATION = "t.org_id = ?";

    private SqlTemplate sql;

    /** For the container's proxy. */
    protected ApiTokenRepository() {}

    @Inject
    public ApiTokenRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** @param secret the token itself */
    public void insert(ApiToken token, String secret) {
        sql.update(
                INSERT,
                token.id(),
                token.name(),
                token.prefix(),
                SecureTokens.hash(secret),
                ApiScope.join(token.scopes()),
                token.orgId(),
                token.creatorId(),
                token.createdAt(),
                token.expiresAt());
    }

    /** The tokens of an organisation, or of the installation for null, newest first; also those that have expired. */
    public List<ApiToken> list(String orgId) {
        return orgId == null
                ? sql.query(SELECT + OF_INSTALLATION + NEWEST, ApiTokenRepository::token)
                : sql.query(SELECT + OF_ORGANIZATION + NEWEST, ApiTokenRepository::token, orgId);
    }

    /** The tokens of an account, everywhere or in one organisation. @param orgId null for everywhere */
    public List<ApiToken> createdBy(String accountId, String orgId) {
        String mine = SELECT + "t.creator_id = ?";
        return orgId == null
                ? sql.query(mine + NEWEST, ApiTokenRepository::token, accountId)
                : sql.query(mine + " and " + OF_ORGANIZATION + NEWEST, ApiTokenRepository::token, accountId, orgId);
    }

    /** A token of an organisation, or of the installation for null. */
    public Optional<ApiToken> find(String id, String orgId) {
        return sql.query(SELECT + "t.id = ?", ApiTokenRepository::token, id).stream()
                .filter(token -> orgId == null ? token.orgId() == null : orgId.equals(token.orgId()))
                .findFirst();
    }

    /** @return whether this call deleted it, and not another one before */
    public boolean delete(String id) {
        return sql.update("delete from api_token where id = ?", id) == 1;
    }

    private static ApiToken token(SqlRow row) throws SQLException {
        return new ApiToken(
                row.text("id"),
                row.text("name"),
                row.text("prefix"),
                ApiScope.split(row.text("scopes")),
                row.text("org_id"),
                row.text("email"),
                row.text("creator_id"),
                row.time("created_at"),
                row.time("expires_at"),
                row.time("last_used_at"));
    }
}
