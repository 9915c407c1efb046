package io.quill.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.event.EventKey;
import io.quill.push.OpenBatch.Stage;
import io.quill.store.Change;
import io.quill.store.Condition;
import io.quill.store.Consistency;
import io.quill.store.DataStore;
import io.quill.store.Guard;
import io.quill.store.Item;
import io.quill.store.Key;
import io.quill.store.Page;
import io.quill.store.Query;
import io.quill.store.Write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Every batch of facts: its number, what it holds, how far it has come and what happened to it. All
 * of it is written under the lease, and what a batch holds is written before anything is posted.
 */
final class BatchBook {
    private static final String PARTITION = "BATCH#" + FactRows.TABLE;
    private static final Key HEAD = new Key(PARTITION, "head");
    private static final String NEXT = "next";
    private static final String QUOTA = "quota";
    private static final String STAGE = "stage";
    private static final String ROWS = "rows";
    private static final String STORY = "story";
    private static final String DONE = "done";
    private static final String CHUNK = "gzip";
    private static final int MOST_CHUNK = 256 * 1024;
    private static final int MOST_STORY = 8_000;
    private static final int LOOK_BACK = 50;

    private final DataStore store;
    private final InstantSource clock;
    private final Duration memory;

    BatchBook(DataStore store, InstantSource clock, Duration memory) {
        this.store = store;
        this.clock = clock;
        this.memory = memory;
    }

    /**
     * Opens the next batch with what it is going to bind, so that it can always be let go again.
     */
    OpenBatch open(Guard guard, List<EventKey> keys, List<String> rows) {
        long number = next();
        OpenBatch batch = new OpenBatch(number, Stage.GATHERING, keys, rows);
        List<Write> writes = new ArrayList<>(contents(batch));
        writes.add(new Write.Update(HEAD, List.of(Change.set(NEXT, number + 1)), Condition.NONE));
        writes.add(
                new Write.Put(
                        Item.at(PARTITION, sortKey(number))
                                .with(STAGE, word(Stage.GATHERING))
                                .with(ROWS, rows.size())
                                .with(STORY, line("opened with " + rows.size() + " rows"))
                                .build(),
                        Condition.NONE));
        store.writeAll(writes, guard);
        return batch;
    }

    /** The number that the next batch is going to have. */
    long next() {
        return store.get(HEAD, Consistency.STRONG).flatMap(head -> head.number(NEXT)).orElse(1L);
    }

    /**
     * From now on the batch is just this, which may be less than it was opened with, and may be
     * posted. The quota counts it already.
     */
    OpenBatch fix(Guard guard, OpenBatch batch, QuotaState quota) {
        List<Write> writes = new ArrayList<>(contents(batch));
        for (Item chunk : chunks(batch.number()).stream().skip(writes.size()).toList()) {
            writes.add(new Write.Delete(chunk.key(), Condition.NONE));
        }
        writes.add(progress(batch.number(), Stage.FIXED, batch.rows().size() + " rows are fixed"));
        writes.add(quota(quota));
        store.writeAll(writes, guard);
        return batch.at(Stage.FIXED);
    }

    /** To be stored before whatever it counts is posted. */
    static Write quota(QuotaState state) {
        return new Write.Update(HEAD, List.of(Change.set(QUOTA, state.text())), Condition.NONE);
    }

    Optional<QuotaState> quota() {
        return store.get(HEAD, Consistency.STRONG)
                .flatMap(head -> head.text(QUOTA))
                .map(QuotaState::of);
    }

    OpenBatch move(Guard guard, OpenBatch batch, Stage to, String words) {
        store.writeAll(List.of(progress(batch.number(), to, words)), guard);
        return batch.at(to);
    }

    /** Something happened to the batch, which leaves it where it is. */
    void note(Guard guard, OpenBatch batch, String words) {
        store.writeAll(List.of(progress(batch.number(), batch.stage(), words)), guard);
    }

    /** Nothing is left to do for the batch; its story is kept as long as its events are. */
    void close(Guard guard, OpenBatch batch, String words) {
        long forgotten = clock.instant().plus(memory).getEpochSecond();
        List<Write> writes = new ArrayList<>();
        writes.add(
                new Write.Update(
                        new Key(PARTITION, sortKey(batch.number())),
                        List.of(
                                Change.set(STAGE, DONE),
                                Change.set(STORY, story(batch.number(), words)),
                                Change.set(Item.EXPIRES_AT, forgotten)),
                        Condition.NONE));
        for (Item chunk : chunks(batch.number())) {
            writes.add(new Write.Delete(chunk.key(), Condition.NONE));
        }
        store.writeAll(writes, guard);
    }

    /** A foreign writer used this number: ours go on behind it. */
    void skipTo(Guard guard, long number) {
        if (next() < number) {
            store.writeAll(
                    List.of(
                            new Write.Update(
                                    HEAD, List.of(Change.set(NEXT, number)), Condition.NONE)),
                    guard);
        }
    }

    /** What a predecessor left, the oldest first. */
    List<OpenBatch> unfinished() {
        Query query =
                Query.of(PARTITION).withPrefix("b").descending().limit(LOOK_BACK).consistent();
        List<OpenBatch> open = new ArrayList<>();
        for (Item item : store.query(query).items()) {
            Optional<String> stage = item.text(STAGE).filter(word -> !word.equals(DONE));
            if (stage.isPresent()) {
                long number = Long.parseLong(item.key().sk().substring(1));
                open.addFirst(read(number, Stage.valueOf(stage.get().toUpperCase(Locale.ROOT))));
            }
        }
        return open;
    }

    /** What happened to a batch, a line each. */
    Optional<String> story(long number) {
        return store.get(new Key(PARTITION, sortKey(number)), Consistency.STRONG)
                .flatMap(item -> item.text(STORY));
    }

    private OpenBatch read(long number, Stage stage) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        chunks(number).forEach(chunk -> packed.writeBytes(chunk.bytes(CHUNK).orElseThrow()));
        List<EventKey> keys = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        unpack(packed.toByteArray())
                .lines()
                .forEach(
                        line -> {
                            int tab = line.indexOf('\t');
                            keys.add(new EventKey(line.substring(0, tab)));
                            rows.add(line.substring(tab + 1));
                        });
        return new OpenBatch(number, stage, keys, rows);
    }

    private List<Item> chunks(long number) {
        Query query = Query.of(PARTITION).withPrefix(chunkKey(number, "")).consistent();
        List<Item> chunks = new ArrayList<>();
        Optional<Query> rest = Optional.of(query);
        while (rest.isPresent()) {
            Page page = store.query(rest.get());
            chunks.addAll(page.items());
            rest = page.next().map(query::after);
        }
        return chunks;
    }

    private List<Write> contents(OpenBatch batch) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < batch.keys().size(); i++) {
            lines.append(batch.keys().get(i)).append('\t').append(batch.rows().get(i)).append('\n');
        }
        byte[] packed = pack(lines.toString());
        List<Write> writes = new ArrayList<>();
        for (int from = 0; from < packed.length; from += MOST_CHUNK) {
            byte[] chunk =
                    Arrays.copyOfRange(packed, from, Math.min(packed.length, from + MOST_CHUNK));
            String key = chunkKey(batch.number(), "%04d".formatted(writes.size()));
            Item item = Item.at(PARTITION, key).with(CHUNK, chunk).build();
            writes.add(new Write.Put(item, Condition.NONE));
        }
        return writes;
    }

    private Write progress(long number, Stage stage, String words) {
        return new Write.Update(
                new Key(PARTITION, sortKey(number)),
                List.of(Change.set(STAGE, word(stage)), Change.set(STORY, story(number, words))),
                Condition.NONE);
    }

    private String story(long number, String words) {
        String story = story(number).orElse("") + line(words);
        return story.length() <= MOST_STORY ? story : story.substring(story.length() - MOST_STORY);
    }

    private String line(String words) {
        Instant now = clock.instant();
        return now + " " + words.replace('\n', ' ') + "\n";
    }

    private static String sortKey(long number) {
        return "b%019d".formatted(number);
    }

    private static String chunkKey(long number, String chunk) {
        return "c%019d#%s".formatted(number, chunk);
    }

    private static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] pack(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("A batch cannot be compressed", e);
        }
        return packed.toByteArray();
    }

    private static String unpack(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(gzip.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("A batch cannot be read again", e);
        }
    }
}
