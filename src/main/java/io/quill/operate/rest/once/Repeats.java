package io.quill.operate.rest.once;

import io.quill.operate.rest.Call;
import io.quill.operate.rest.Json;
import io.quill.operate.rest.Reply;
import io.quill.platform.file.Sha256;
import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The ids under which something was asked for, each with what was asked and what was answered. A
 * claim of one who died is free after a while; where no other process can be writing, at once.
 */
public final class Repeats {
    static final Duration CLAIM = Duration.ofMinutes(2);

    private static final String THIS_PROCESS = UUID.randomUUID().toString();
    private static final String PRINT = "print";
    private static final String OWNER = "owner";
    private static final String PROCESS = "process";
    private static final String DEADLINE = "deadline";
    private static final String STATUS = "status";
    private static final String MEDIA_TYPE = "mediaType";
    private static final String HEADER = "header.";
    private static final String BODY = "body";

    private final DataStore store;
    private final InstantSource clock;
    private final Duration memory;
    private final String process;

    /**
     * @param memory how long an id is known
     */
    public Repeats(DataStore store, InstantSource clock, Duration memory) {
        this(store, clock, memory, THIS_PROCESS);
    }

    Repeats(DataStore store, InstantSource clock, Duration memory, String process) {
        this.store = store;
        this.clock = clock;
        this.memory = memory;
        this.process = process;
    }

    /** Claims the id for this call; of two at once one is first, whichever replica they reach. */
    public Repeat claim(String id, Call call) {
        Item claim = item(id, call);
        Write write = Write.insert(claim);
        while (true) {
            if (!(store.write(write) instanceof WriteResult.Refused(Optional<Item> current))) {
                return new Repeat.First(claim.text(OWNER).orElseThrow());
            }
            if (current.isEmpty()) {
                continue; // it expired, or was let go, in between
            }
            Item known = current.get();
            if (!known.text(PRINT).equals(claim.text(PRINT))) {
                return new Repeat.Other();
            }
            if (known.number(STATUS).isPresent()) {
                return new Repeat.Again(reply(known));
            }
            if (!isDead(known)) {
                return new Repeat.Underway();
            }
            write = new Write.Put(claim, Condition.is(OWNER, known.text(OWNER).orElseThrow()));
        }
    }

    private boolean isDead(Item claim) {
        boolean dead = store.exclusive() && claim.text(PROCESS).filter(process::equals).isEmpty();
        return dead || claim.number(DEADLINE).orElseThrow() <= clock.millis();
    }

    private Item item(String id, Call call) {
        Instant now = clock.instant();
        Key key = key(id, call);
        return Item.at(key.pk(), key.sk())
                .with(PRINT, print(call))
                .with(OWNER, UUID.randomUUID().toString())
                .with(PROCESS, process)
                .with(DEADLINE, now.plus(CLAIM).toEpochMilli())
                .with(Item.EXPIRES_AT, now.plus(memory).getEpochSecond())
                .build();
    }

    /** The work is recorded: from now on the id gets this answer. */
    public void answered(String id, Call call, String owner, Reply reply) {
        Key key = key(id, call);
        Item.Builder item =
                Item.at(key.pk(), key.sk())
                        .with(PRINT, print(call))
                        .with(OWNER, owner)
                        .with(STATUS, reply.status())
                        .with(MEDIA_TYPE, reply.mediaType())
                        .with(BODY, reply.body())
                        .with(Item.EXPIRES_AT, clock.instant().plus(memory).getEpochSecond());
        reply.headers().forEach((name, value) -> item.with(HEADER + name, value));
        store.write(new Write.Put(item.build(), Condition.is(OWNER, owner)));
    }

    /** The kept answer of an item, where it has come to one. */
    public static Optional<byte[]> bodyOf(Item item) {
        return item.bytes(BODY);
    }

    /** Another body in the place of an answer's. */
    public static Write withBody(Item item, byte[] body) {
        return new Write.Update(
                item.key(),
                List.of(Change.set(BODY, body)),
                Condition.is(OWNER, item.text(OWNER).orElseThrow()));
    }

    /** Nothing was done: the same request may come again, and no other under this id. */
    public void release(String id, Call call, String owner) {
        store.write(
                new Write.Update(
                        key(id, call),
                        List.of(Change.set(DEADLINE, 0)),
                        Condition.is(OWNER, owner)));
    }

    /** Nothing was done: the id is free again. */
    public void letGo(String id, Call call, String owner) {
        store.write(new Write.Delete(key(id, call), Condition.is(OWNER, owner)));
    }

    /** Each caller has ids of their own. */
    private static Key key(String id, Call call) {
        return new Key("ONCE#" + call.caller().name() + "#" + id, "claim");
    }

    /** Everything that makes a request this one: a signature covers no more than id and body. */
    private static String print(Call call) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Json.bytes(call.operation().id()));
        all.writeBytes(Json.bytes(new TreeMap<>(call.parameters())));
        all.writeBytes(call.request().body());
        return Sha256.hex(all.toByteArray());
    }

    private static Reply reply(Item item) {
        Map<String, String> headers = new TreeMap<>();
        item.attributes().keySet().stream()
                .filter(name -> name.startsWith(HEADER))
                .forEach(
                        name ->
                                headers.put(
                                        name.substring(HEADER.length()),
                                        item.text(name).orElseThrow()));
        return new Reply(
                item.number(STATUS).orElseThrow().intValue(),
                item.text(MEDIA_TYPE).orElseThrow(),
                item.bytes(BODY).orElseThrow(),
                headers,
                true,
                Map.of(),
                "",
                "");
    }
}
