package org.heliograph.identity.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * The known devices of accounts. An account has {@value #MOST_DEVICES} at most; a client that signs in again and again without
 * keeping its token pushes out others of its kind first, and not the devices that have come back.
 */
@ApplicationScoped
public class DeviceService {
    static final int MOST_DEVICES = 20;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    /** A known device, and its token, which only the device has. */
    public record Known(String deviceId, String token) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Known[" + deviceId + "]";
        }
    }

    /** The id of the known device of an account that a client is. @param accountId any text for no account */
    @Transactional
    public Optional<String> find(String accountId, SignInClient client) {
        return known(accountId, client).map(Known::deviceId);
    }

    /**
     * Counts the result of a password check for a known device, after the check. After too many failures it is not known any more.
     *
     * @return false when it was forgotten meanwhile, so that the result must be counted as that of an unknown one
     */
    @Transactional
    public boolean settle(String deviceId, boolean right, SignInClient client) {
        Device device = entities.find(Device.class, deviceId, LockModeType.PESSIMISTIC_WRITE);
        if (device == null) {
            return false;
        }
        if (right) {
            device.returned(client.name(), Timestamps.now(clock));
        } else if (device.fail() >= configuration.get(SignInSettings.LOGIN_FAILURES)) {
            entities.remove(device);
        }
        return true;
    }

    /** Makes a client a known device of an account; one that is known stays what it is. The account's row must be locked. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Known remember(String accountId, SignInClient client) {
        Optional<Known> known = known(accountId, client);
        if (known.isPresent()) {
            noteUse(known.get().deviceId(), client);
            return known.get();
        }
        forgetSurplus(accountId);
        String token = SecureTokens.newToken(DeviceCookie.prefix());
        Device device = new Device(
                UUID.randomUUID().toString(),
                accountId,
                SecureTokens.hash(token),
                client.name(),
                Timestamps.now(clock));
        entities.persist(device);
        return new Known(device.getId(), token);
    }

    /** Notes that a known device was used. @return the device; empty when the client is none of the account's */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Known> touch(String accountId, SignInClient client) {
        Optional<Known> known = known(accountId, client);
        known.ifPresent(device -> noteUse(device.deviceId(), client));
        return known;
    }

    /** The devices of an account, the last used first. */
    @Transactional
    public List<Device> list(String accountId) {
        return entities.createQuery(
                        "select d from Device d where d.accountId = :account and d.lastUsedAt > :since"
                                + " order by d.lastUsedAt desc, d.id",
                        Device.class)
                .setParameter("account", accountId)
                .setParameter("since", oldest())
                .getResultList();
    }

    /** @return whether the account had the device */
    @Transactional
    public boolean delete(String accountId, String deviceId) {
        return entities.createQuery("delete from Device d where d.accountId = :account and d.id = :id")
                        .setParameter("account", accountId)
                        .setParameter("id", deviceId)
                        .executeUpdate()
                == 1;
    }

    /** Deletes every device of an account. */
    @Transactional
    public void deleteAll(String accountId) {
        entities.createQuery("delete from Device d where d.accountId = :account")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    @Produces
    static ScheduledJob job(DeviceService devices) {
        return new ScheduledJob("device-purge", Duration.ofMinutes(10), devices::purge);
    }

    /** Deletes devices that were not used for too long. */
    @Transactional
    public void purge() {
        entities.createQuery("delete from Device d where d.lastUsedAt <= :since")
                .setParameter("since", oldest())
                .executeUpdate();
    }

    private Optional<Known> known(String accountId, SignInClient client) {
        for (String token : client.deviceTokens()) {
            List<String> ids = entities.createQuery(
                            "select d.id from Device d where d.tokenHash = :hash and d.accountId = :account"
                                    + " and d.lastUsedAt > :since",
                            String.class)
                    .setParameter("hash", SecureTokens.hash(token))
                    .setParameter("account", accountId)
                    .setParameter("since", oldest())
                    .getResultList();
            if (!ids.isEmpty()) {
                return Optional.of(new Known(ids.get(0), token));
            }
        }
        return Optional.empty();
    }

    private void noteUse(String deviceId, SignInClient client) {
        Device device = entities.find(Device.class, deviceId, LockModeType.PESSIMISTIC_WRITE);
        if (device != null) {
            device.returned(client.name(), Timestamps.now(clock));
        }
    }

    /** Leaves room for one more. Those that never came back go first, and of these the oldest. */
    private void forgetSurplus(String accountId) {
        List<String> ids = entities.createQuery(
                        "select d.id from Device d where d.accountId = :account"
                                + " order by d.returned desc, d.lastUsedAt desc",
                        String.class)
                .setParameter("account", accountId)
                .getResultList();
        for (String surplus : ids.subList(Math.min(ids.size(), MOST_DEVICES - 1), ids.size())) {
            delete(accountId, surplus);
        }
    }

    private Instant oldest() {
        return Timestamps.now(clock).minus(configuration.get(SignInSettings.DEVICE_LIFE));
    }
}
