package org.heliograph.uptime.subscriber;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.mail.Mail;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.uptime.page.PageAddress;
import org.heliograph.uptime.page.PageView;

/** Writes the mails to subscribers, each in the language and the time zone of its reader. */
@ApplicationScoped
public class SubscriberMailWriter {
    /** What the server itself says when the time of a maintenance has come, by the key of its translations. */
    private static final List<String> SENTENCES = List.of("sentence.begun", "sentence.completed");

    private UnsubscribeTokens tokens;
    private Configuration configuration;

    /** For the container's proxies. */
    protected SubscriberMailWriter() {}

    @Inject
    SubscriberMailWriter(UnsubscribeTokens tokens, Configuration configuration) {
        this.tokens = tokens;
        this.configuration = configuration;
    }

    /** With the link that confirms a subscription. @param token secret */
    Mail confirmation(PageView page, Subscriber subscriber, String token, Instant expiresAt) {
        MailTexts texts = MailTexts.of(subscriber.language());
        Map<String, String> values = Map.of(
                "page",
                page.name(),
                "link",
                address(page).subscription(page) + "#confirm=" + token,
                "email",
                subscriber.email(),
                "time",
                texts.time(expiresAt, subscriber.zone()),
                "zone",
                subscriber.zone().getId());
        return new Mail(
                subscriber.email(),
                page.name(),
                texts.text("confirm.subject", values),
                texts.text("confirm.text", values),
                UUID.randomUUID().toString(),
                Map.of());
    }

    /** About a notice. @param delivery whose message has the same id each time it is tried */
    Mail notice(PageView page, NoticeMailOutbox.Letter letter, NoticeMailOutbox.Delivery delivery) {
        NoticeMail content = letter.content();
        Subscriber subscriber = letter.subscriber();
        PageAddress address = address(page);
        String token = tokens.create(subscriber.id());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("List-Unsubscribe", "<" + address.data(page) + "/subscribers/unsubscribe/" + token + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        // mailboxes show all mails about a notice as one conversation
        headers.put(
                "References",
                "<" + content.noticeId() + "@" + URI.create(address.base()).getHost() + ">");
        return new Mail(
                subscriber.email(),
                page.name(),
                subject(MailTexts.of(subscriber.language()), content),
                text(page, letter, address.link(), address.subscription(page) + "#unsubscribe=" + token),
                messageId(delivery),
                headers);
    }

    private static String messageId(NoticeMailOutbox.Delivery delivery) {
        byte[] name = (delivery.mailId() + " " + delivery.subscriberId()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** Begins with what has happened: readers see it in a list of mails. */
    static String subject(MailTexts texts, NoticeMail content) {
        return texts.text(
                "subject." + subjectKey(content),
                Map.of("title", content.title(), "status", texts.text("status." + content.status())));
    }

    private static String subjectKey(NoticeMail content) {
        boolean isPublished = content.change() == NoticeMail.Change.PUBLISHED;
        if (content.change() == NoticeMail.Change.RESCHEDULED) {
            return "rescheduled";
        }
        if (content.change() == NoticeMail.Change.WITHDRAWN) {
            return content.isMaintenance() ? "maintenance.cancelled" : "withdrawn";
        }
        if (content.isMaintenance()) {
            boolean isUpdate = content.status().equals("scheduled") && !isPublished;
            return isUpdate ? "updated" : "maintenance." + content.status();
        }
        return isPublished && !content.status().equals("resolved") ? "incident" : "updated";
    }

    private static String text(PageView page, NoticeMailOutbox.Letter letter, String link, String unsubscribe) {
        NoticeMail content = letter.content();
        Subscriber subscriber = letter.subscriber();
        MailTexts texts = MailTexts.of(subscriber.language());
        List<String> parts = new ArrayList<>();
        parts.add(content.title());
        List<String> facts = new ArrayList<>();
        boolean isWithdrawn = content.change() == NoticeMail.Change.WITHDRAWN;
        if (!isWithdrawn) {
            facts.add(texts.text("line.status", Map.of("status", texts.text("status." + content.status()))));
        }
        if (content.isMaintenance()) {
            facts.add(texts.text(
                    "line.when",
                    Map.of(
                            "start", texts.time(content.start(), subscriber.zone()),
                            "end", texts.time(content.end(), subscriber.zone()),
                            "zone", subscriber.zone().getId())));
        } else {
            facts.add(texts.text("line.severity", Map.of("severity", texts.text("severity." + content.severity()))));
        }
        if (!content.affected().isEmpty()) {
            facts.add(texts.text("line.affected", Map.of("names", String.join(", ", content.affected()))));
        }
        parts.add(String.join("\n", facts));
        if (isWithdrawn) {
            parts.add(texts.text(content.isMaintenance() ? "sentence.cancelled" : "sentence.withdrawn"));
        } else if (!content.message().isEmpty()) {
            parts.add(translated(texts, content.message()));
        }
        parts.add(texts.text("line.page", Map.of("link", link)));
        parts.add("-- \n" + texts.text("footer", Map.of("email", subscriber.email(), "page", page.name())) + "\n"
                + texts.text("unsubscribe", Map.of("link", unsubscribe)));
        return String.join("\n\n", parts) + "\n";
    }

    private static String translated(MailTexts texts, String message) {
        MailTexts english = MailTexts.of(MailTexts.ENGLISH);
        return SENTENCES.stream()
                .filter(key -> english.text(key).equals(message))
                .findFirst()
                .map(texts::text)
                .orElse(message);
    }

    private PageAddress address(PageView page) {
        // set wherever a mail server is
        String base = configuration.find(NodeSettings.PUBLIC_URL).orElseThrow().replaceAll("/+$", "");
        return PageAddress.of(page, base);
    }
}
