package io.quill.operate.access.audit;

import io.quill.platform.file.Sha256;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Audit log: an action is written before it is performed and its outcome afterwards; no entry is
 * changed or deleted.
 */
public final class Audit {
    private static final int PAGE = 200;

    private final DataStore store;
    private final InstantSource clock;
    private final PayloadStore payloadStore;
    private final Supplier<String> marks;

    public Audit(DataStore store, InstantSource clock, PayloadStore payloadStore) {
        this(store, clock, payloadStore, Audit::mark);
    }

    Audit(DataStore store, InstantSource clock, PayloadStore payloadStore, Supplier<String> marks) {
        this.store = store;
        this.clock = clock;
        this.payloadStore = payloadStore;
        this.marks = marks;
    }

    private static String mark() {
        return "%08x".formatted(ThreadLocalRandom.current().nextInt());
    }

    /** Writes an action before it is performed; returns the id for its outcome. */
    public String begin(AuditedAction auditedAction, byte[] payload) {
        String hash = payload.length == 0 ? "" : Sha256.hex(payload);
        if (payload.length > 0) {
            payloadStore.keep(hash, payload);
        }
        Instant now = now();
        AuditEntry auditEntry =
                new AuditEntry(
                        AuditItemMapper.id(now, marks.get()),
                        now,
                        auditedAction,
                        hash,
                        payload.length,
                        Optional.empty());
        store.write(Write.insert(AuditItemMapper.asked(auditEntry).build()));
        return auditEntry.id();
    }

    /** Writes the outcome of an action; the first one counts. */
    public void complete(String id, ActionResult actionResult) {
        store.write(
                Write.insert(
                        AuditItemMapper.ended(id, new AuditEntry.Ending(now(), actionResult))
                                .build()));
    }

    /** Writes a rejected request; the entry expires, because strangers cause it. */
    void reject(AuditedAction auditedAction, ActionResult actionResult, Instant forgottenAt) {
        Instant now = now();
        AuditEntry auditEntry =
                new AuditEntry(
                        AuditItemMapper.id(now, marks.get()),
                        now,
                        auditedAction,
                        "",
                        0,
                        Optional.empty());
        AuditEntry.Ending ending = new AuditEntry.Ending(now, actionResult);
        store.writeAll(
                List.of(
                        expiring(AuditItemMapper.asked(auditEntry), forgottenAt),
                        expiring(AuditItemMapper.ended(auditEntry.id(), ending), forgottenAt)));
    }

    private static Write expiring(Item.Builder item, Instant at) {
        return Write.insert(item.with(Item.EXPIRES_AT, at.getEpochSecond()).build());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public Optional<AuditEntry> find(String id) {
        return AuditItemMapper.day(id)
                .map(AuditItemMapper::partition)
                .map(partition -> store.query(Query.of(partition).withPrefix(id).consistent()))
                .flatMap(
                        itemPage ->
                                entries(itemPage.items(), new HashMap<>()).stream().findFirst());
    }

    /** Returns a request body as it was sent. */
    public Optional<byte[]> payload(String hash) {
        return payloadStore.find(hash);
    }

    public List<AuditEntry> list(AuditFilter auditFilter) {
        List<AuditEntry> entries = new ArrayList<>();
        LocalDate first = day(auditFilter.since());
        for (LocalDate day = day(auditFilter.until());
                !day.isBefore(first) && entries.size() < auditFilter.most();
                day = day.minusDays(1)) {
            add(AuditItemMapper.partition(day), auditFilter, entries);
        }
        return entries;
    }

    /** Backwards, so that what a deed came to is met before the deed. */
    private void add(String partition, AuditFilter auditFilter, List<AuditEntry> entries) {
        Query query =
                Query.of(partition)
                        .descending()
                        .limit(PAGE)
                        .after(AuditItemMapper.time(auditFilter.until()));
        Map<String, Item> endings = new HashMap<>();
        Optional<ItemPage> page = Optional.of(store.query(query));
        while (page.isPresent() && entries.size() < auditFilter.most()) {
            for (AuditEntry auditEntry : entries(page.get().items(), endings)) {
                if (auditEntry.at().isBefore(auditFilter.since())) {
                    return;
                }
                if (auditFilter.includes(auditEntry) && entries.size() < auditFilter.most()) {
                    entries.add(auditEntry);
                }
            }
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
    }

    private static List<AuditEntry> entries(List<Item> items, Map<String, Item> endings) {
        items.stream()
                .filter(item -> !AuditItemMapper.isAsked(item))
                .forEach(item -> endings.put(AuditItemMapper.idOf(item), item));
        return items.stream()
                .filter(AuditItemMapper::isAsked)
                .map(
                        item ->
                                AuditItemMapper.entry(
                                        item,
                                        Optional.ofNullable(
                                                endings.remove(AuditItemMapper.idOf(item)))))
                .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
