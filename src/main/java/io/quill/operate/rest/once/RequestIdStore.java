package io.quill.operate.rest.once;

import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.RecordJson;
import io.quill.platform.file.Sha256;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
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
 * Request ids, each with its request and its answer. A dead process's claim expires after a while,
 * or at once where no other process can write.
 */
public final class RequestIdStore {
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
    public RequestIdStore(DataStore store, InstantSource clock, Duration memory) {
        this(store, clock, memory, THIS_PROCESS);
    }

    RequestIdStore(DataStore store, InstantSource clock, Duration memory, String process) {
        this.store = store;
        this.clock = clock;
        this.memory = memory;
        this.process = process;
    }

    /** Claims the id for this call; of two at once one is first, whichever replica they reach. */
    public RepeatCheck claim(String id, OperationCall operationCall) {
        Item claim = item(id, operationCall);
        Write write = Write.insert(claim);
        while (true) {
            if (!(store.write(write) instanceof WriteResult.Refused(Optional<Item> current))) {
                return new RepeatCheck.First(claim.text(OWNER).orElseThrow());
            }
            if (current.isEmpty()) {
                continue; // it expired, or was let go, in between
            }
            Item known = current.get();
            if (!known.text(PRINT).equals(claim.text(PRINT))) {
                return new RepeatCheck.Other();
            }
            if (known.number(STATUS).isPresent()) {
                return new RepeatCheck.Again(reply(known));
            }
            if (!isDead(known)) {
                return new RepeatCheck.Underway();
            }
            write = new Write.Put(claim, Condition.is(OWNER, known.text(OWNER).orElseThrow()));
        }
    }

    private boolean isDead(Item claim) {
        boolean dead = store.isExclusive() && claim.text(PROCESS).filter(process::equals).isEmpty();
        return dead || claim.number(DEADLINE).orElseThrow() <= clock.millis();
    }

    private Item item(String id, OperationCall operationCall) {
        Instant now = clock.instant();
        ItemKey itemKey = key(id, operationCall);
        return Item.at(itemKey.pk(), itemKey.sk())
                .with(PRINT, fingerprint(operationCall))
                .with(OWNER, UUID.randomUUID().toString())
                .with(PROCESS, process)
                .with(DEADLINE, now.plus(CLAIM).toEpochMilli())
                .with(Item.EXPIRES_AT, now.plus(memory).getEpochSecond())
                .build();
    }

    /** Records the answer of performed work, which the id gets from now on. */
    public void complete(
            String id, OperationCall operationCall, String owner, AdminReply adminReply) {
        ItemKey itemKey = key(id, operationCall);
        Item.Builder item =
                Item.at(itemKey.pk(), itemKey.sk())
                        .with(PRINT, fingerprint(operationCall))
                        .with(OWNER, owner)
                        .with(STATUS, adminReply.status())
                        .with(MEDIA_TYPE, adminReply.mediaType())
                        .with(BODY, adminReply.body())
                        .with(Item.EXPIRES_AT, clock.instant().plus(memory).getEpochSecond());
        adminReply.headers().forEach((name, value) -> item.with(HEADER + name, value));
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
                List.of(AttributeChange.set(BODY, body)),
                Condition.is(OWNER, item.text(OWNER).orElseThrow()));
    }

    /** Lets the same request come again, because nothing was done; the id is good for no other. */
    public void release(String id, OperationCall operationCall, String owner) {
        store.write(
                new Write.Update(
                        key(id, operationCall),
                        List.of(AttributeChange.set(DEADLINE, 0)),
                        Condition.is(OWNER, owner)));
    }

    /** Frees the id, because nothing was done. */
    public void delete(String id, OperationCall operationCall, String owner) {
        store.write(new Write.Delete(key(id, operationCall), Condition.is(OWNER, owner)));
    }

    /** Each caller has ids of their own. */
    private static ItemKey key(String id, OperationCall operationCall) {
        return new ItemKey("ONCE#" + operationCall.caller().name() + "#" + id, "claim");
    }

    /** Returns a fingerprint of the whole request, since a signature covers id and body only. */
    private static String fingerprint(OperationCall operationCall) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(RecordJson.bytes(operationCall.operation().id()));
        all.writeBytes(RecordJson.bytes(new TreeMap<>(operationCall.parameters())));
        all.writeBytes(operationCall.request().body());
        return Sha256.hex(all.toByteArray());
    }

    private static AdminReply reply(Item item) {
        Map<String, String> headers = new TreeMap<>();
        item.attributes().keySet().stream()
                .filter(name -> name.startsWith(HEADER))
                .forEach(
                        name ->
                                headers.put(
                                        name.substring(HEADER.length()),
                                        item.text(name).orElseThrow()));
        return new AdminReply(
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
