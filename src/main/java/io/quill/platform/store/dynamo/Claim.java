package io.quill.platform.store.dynamo;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A write, the token that it leaves on its item, and the form in which it is sent. When an answer
 * is lost and the write is sent again, it finds its own token and knows that it was done. Two cases
 * stay unknown: a delete leaves no token, and another writer may have put its own since; they
 * answer as if the first attempt had never been.
 */
record Claim(Write write, String token, Write form) {
    static Claim on(Write write, String token) {
        return new Claim(write, token, write);
    }

    /** What a refusal means; nothing, where the write has to be sent in another form. */
    Optional<WriteResult> judge(Map<String, AttributeValue> stood, Instant now) {
        if (ItemMap.writtenWith(token, stood)) {
            return Optional.of(WriteResult.APPLIED);
        }
        Optional<Item> live = live(stood, now);
        return write.condition().holds(live)
                ? Optional.empty()
                : Optional.of(new WriteResult.Refused(live));
    }

    /** An update cannot clear what an expired item still has, so it replaces the whole. */
    Claim against(Map<String, AttributeValue> stood, Instant now) {
        Write next =
                live(stood, now).isPresent()
                        ? write
                        : write.after(Optional.empty())
                                .<Write>map(item -> new Write.Put(item, Condition.ABSENT))
                                .orElse(write);
        return new Claim(write, token, next);
    }

    private static Optional<Item> live(Map<String, AttributeValue> stood, Instant now) {
        return stood.isEmpty()
                ? Optional.empty()
                : Optional.of(ItemMap.item(stood)).filter(item -> !item.expired(now));
    }
}
