package io.quill.operate.console.web;

import io.quill.platform.file.Sha256;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Write;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sessions in the store, so that every replica knows them; it holds a digest of the token only. */
final class SessionStore {
    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration IDLE = Duration.ofHours(1);

    /** Between two writes that say that somebody is still there. */
    private static final Duration GRAIN = Duration.ofMinutes(5);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String NAME = "name";
    private static final String PROOF = "proof";
    private static final String ENDS = "ends";

    private final DataStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    SessionStore(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The token of a new session. */
    String open(String name) {
        String token = token();
        Instant now = clock.instant();
        Item item =
                Item.at(partition(token), "session")
                        .with(NAME, name)
                        .with(PROOF, token())
                        .with(ENDS, now.plus(LONGEST).getEpochSecond())
                        .with(Item.EXPIRES_AT, now.plus(IDLE).getEpochSecond())
                        .build();
        store.write(Write.insert(item));
        return token;
    }

    /** Returns the holder of a token and prolongs the session. */
    Optional<ConsoleUser> touch(String token) {
        Optional<Item> item = store.get(key(token), Consistency.STRONG);
        item.ifPresent(this::prolong);
        return item.map(SessionStore::visitor);
    }

    /**
     * Does the same as {@link #touch} without prolonging the session, for a page that is left open.
     */
    Optional<ConsoleUser> find(String token) {
        return store.get(key(token), Consistency.STRONG).map(SessionStore::visitor);
    }

    void close(String token) {
        store.write(new Write.Delete(key(token), Condition.NONE));
    }

    private void prolong(Item item) {
        Instant now = clock.instant();
        long until = Math.min(now.plus(IDLE).getEpochSecond(), item.number(ENDS).orElseThrow());
        if (until - item.number(Item.EXPIRES_AT).orElseThrow() >= GRAIN.toSeconds()) {
            store.write(
                    new Write.Update(
                            item.key(),
                            List.of(AttributeChange.set(Item.EXPIRES_AT, until)),
                            // a session that was closed meanwhile stays closed
                            Condition.is(ENDS, item.number(ENDS).orElseThrow())));
        }
    }

    private static ConsoleUser visitor(Item item) {
        return new ConsoleUser(item.text(NAME).orElseThrow(), item.text(PROOF).orElseThrow());
    }

    /** Returns whether a text has the shape of a token; nothing else is looked up. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ItemKey key(String token) {
        return new ItemKey(partition(token), "session");
    }

    private static String partition(String token) {
        return "SESSION#" + Sha256.hex(token);
    }
}
