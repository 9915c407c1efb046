package io.quill.operate.access.audit;

import io.quill.platform.file.Sha256;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Page;
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
 * What was asked for is written before it is done, and what it came to afterwards; neither is ever
 * changed or forgotten.
 */
public final class Audit {
    private static final int PAGE = 200;

    private final DataStore store;
    private final InstantSource clock;
    private final Payloads payloads;
    private final Supplier<String> marks;

    public Audit(DataStore store, InstantSource clock, Payloads payloads) {
        this(store, clock, payloads, Audit::mark);
    }

    Audit(DataStore store, InstantSource clock, Payloads payloads, Supplier<String> marks) {
        this.store = store;
        this.clock = clock;
        this.payloads = payloads;
        this.marks = marks;
    }

    private static String mark() {
        return "%08x".formatted(ThreadLocalRandom.current().nextInt());
    }

    /** Writes down what is asked for; what it comes to is told under the id that is returned. */
    public String asked(Deed deed, byte[] payload) {
        String hash = payload.length == 0 ? "" : Sha256.hex(payload);
        if (payload.length > 0) {
            payloads.keep(hash, payload);
        }
        Instant now = now();
        Entry entry =
                new Entry(
                        AuditItems.id(now, marks.get()),
                        now,
                        deed,
                        hash,
                        payload.length,
                        Optional.empty());
        store.write(Write.insert(AuditItems.asked(entry).build()));
        return entry.id();
    }

    /** What is told first counts. */
    public void cameTo(String id, Result result) {
        store.write(Write.insert(AuditItems.ended(id, new Entry.Ending(now(), result)).build()));
    }

    /** Somebody was turned away: forgotten after a while, since strangers make these entries. */
    void turnedAway(Deed deed, Result result, Instant forgottenAt) {
        Instant now = now();
        Entry entry =
                new Entry(AuditItems.id(now, marks.get()), now, deed, "", 0, Optional.empty());
        Entry.Ending ending = new Entry.Ending(now, result);
        store.writeAll(
                List.of(
                        expiring(AuditItems.asked(entry), forgottenAt),
                        expiring(AuditItems.ended(entry.id(), ending), forgottenAt)));
    }

    private static Write expiring(Item.Builder item, Instant at) {
        return Write.insert(item.with(Item.EXPIRES_AT, at.getEpochSecond()).build());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public Optional<Entry> find(String id) {
        return AuditItems.day(id)
                .map(AuditItems::partition)
                .map(partition -> store.query(Query.of(partition).withPrefix(id).consistent()))
                .flatMap(page -> entries(page.items(), new HashMap<>()).stream().findFirst());
    }

    /** What was sent, as it was sent. */
    public Optional<byte[]> payload(String hash) {
        return payloads.find(hash);
    }

    public List<Entry> list(Wanted wanted) {
        List<Entry> entries = new ArrayList<>();
        LocalDate first = day(wanted.since());
        for (LocalDate day = day(wanted.until());
                !day.isBefore(first) && entries.size() < wanted.most();
                day = day.minusDays(1)) {
            add(AuditItems.partition(day), wanted, entries);
        }
        return entries;
    }

    /** Backwards, so that what a deed came to is met before the deed. */
    private void add(String partition, Wanted wanted, List<Entry> entries) {
        Query query =
                Query.of(partition).descending().limit(PAGE).after(AuditItems.time(wanted.until()));
        Map<String, Item> endings = new HashMap<>();
        Optional<Page> page = Optional.of(store.query(query));
        while (page.isPresent() && entries.size() < wanted.most()) {
            for (Entry entry : entries(page.get().items(), endings)) {
                if (entry.at().isBefore(wanted.since())) {
                    return;
                }
                if (wanted.includes(entry) && entries.size() < wanted.most()) {
                    entries.add(entry);
                }
            }
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
    }

    private static List<Entry> entries(List<Item> items, Map<String, Item> endings) {
        items.stream()
                .filter(item -> !AuditItems.isAsked(item))
                .forEach(item -> endings.put(AuditItems.idOf(item), item));
        return items.stream()
                .filter(AuditItems::isAsked)
                .map(
                        item ->
                                AuditItems.entry(
                                        item,
                                        Optional.ofNullable(endings.remove(AuditItems.idOf(item)))))
                .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
