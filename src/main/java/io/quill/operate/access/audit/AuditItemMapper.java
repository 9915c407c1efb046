package io.quill.operate.access.audit;

import io.quill.operate.access.Caller;
import io.quill.platform.store.Item;
import io.quill.platform.store.Value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps audit entries to items: a partition a day, one item for the action and another for its
 * outcome.
 */
final class AuditItemMapper {
    static final String ASKED = "-asked";
    static final String ENDED = "-ended";

    private static final String ID = "id";
    private static final String AT = "at";
    private static final String WHO = "who";
    private static final String WAY = "way";
    private static final String FROM = "from";
    private static final String ACTION = "action";
    private static final String TARGET = "target";
    private static final String REQUEST = "request";
    private static final String HASH = "payload";
    private static final String BYTES = "payloadBytes";
    private static final String STATUS = "status";
    private static final String WORDS = "words";
    private static final String RUN = "run";
    private static final String COUNT = "count.";
    private static final Pattern ENTRY_ID = Pattern.compile("(\\d{8})T\\d{9}Z-[0-9a-f]{8}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private AuditItemMapper() {}

    static String id(Instant at, String mark) {
        return time(at) + "-" + mark;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String partition(LocalDate day) {
        return "AUDIT#" + day;
    }

    /** The day of an entry with this id, if it is an id at all. */
    static Optional<LocalDate> day(String id) {
        Matcher parts = ENTRY_ID.matcher(id);
        try {
            return parts.matches()
                    ? Optional.of(LocalDate.parse(parts.group(1), DateTimeFormatter.BASIC_ISO_DATE))
                    : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static Item.Builder asked(AuditEntry auditEntry) {
        AuditedAction auditedAction = auditEntry.deed();
        return at(auditEntry.id(), ASKED)
                .with(ID, auditEntry.id())
                .with(AT, auditEntry.at().toString())
                .with(WHO, auditedAction.caller().name())
                .with(WAY, auditedAction.caller().way().name())
                .with(FROM, auditedAction.caller().address())
                .with(ACTION, auditedAction.action())
                .with(TARGET, auditedAction.target())
                .with(REQUEST, auditedAction.request())
                .with(HASH, auditEntry.payloadHash())
                .with(BYTES, auditEntry.payloadBytes());
    }

    static Item.Builder ended(String id, AuditEntry.Ending ending) {
        ActionResult actionResult = ending.result();
        Item.Builder item =
                at(id, ENDED)
                        .with(ID, id)
                        .with(AT, ending.at().toString())
                        .with(STATUS, actionResult.status())
                        .with(WORDS, actionResult.words())
                        .with(RUN, actionResult.run());
        actionResult.counts().forEach((what, many) -> item.with(COUNT + what, many));
        return item;
    }

    private static Item.Builder at(String id, String part) {
        return Item.at(partition(day(id).orElseThrow()), id + part);
    }

    static boolean isAsked(Item item) {
        return item.key().sk().endsWith(ASKED);
    }

    static String idOf(Item item) {
        return item.text(ID).orElseThrow();
    }

    static AuditEntry entry(Item asked, Optional<Item> ended) {
        Caller caller =
                new Caller(
                        asked.text(WHO).orElseThrow(),
                        Caller.Way.valueOf(asked.text(WAY).orElseThrow()),
                        asked.text(FROM).orElseThrow());
        return new AuditEntry(
                idOf(asked),
                Instant.parse(asked.text(AT).orElseThrow()),
                new AuditedAction(
                        caller,
                        asked.text(ACTION).orElseThrow(),
                        asked.text(TARGET).orElse(""),
                        asked.text(REQUEST).orElse("")),
                asked.text(HASH).orElse(""),
                asked.number(BYTES).orElse(0L),
                ended.map(AuditItemMapper::ending));
    }

    private static AuditEntry.Ending ending(Item item) {
        Map<String, Long> counts = new TreeMap<>();
        item.attributes()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(COUNT) && value instanceof Value.Whole(long many)) {
                                counts.put(name.substring(COUNT.length()), many);
                            }
                        });
        return new AuditEntry.Ending(
                Instant.parse(item.text(AT).orElseThrow()),
                new ActionResult(
                        item.number(STATUS).orElse(0L).intValue(),
                        item.text(WORDS).orElse(""),
                        counts,
                        item.text(RUN).orElse("")));
    }
}
