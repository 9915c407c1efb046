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
 * Write with the token that it leaves on its item, so that a repeated write recognises its own
 * effect. After a delete, or after another writer's token, a repeat answers as if the first attempt
 * had never been.
 */
record TaggedWrite(Write write, String token, Write form) {
    static TaggedWrite of(Write write, String token) {
        return new TaggedWrite(write, token, write);
    }

    /**
     * Returns the result that a refusal means; empty where the write must be sent in another form.
     */
    Optional<WriteResult> result(Map<String, AttributeValue> stood, Instant now) {
        if (ItemMapper.writtenWith(token, stood)) {
            return Optional.of(WriteResult.APPLIED);
        }
        Optional<Item> live = live(stood, now);
        return write.condition().holds(live)
                ? Optional.empty()
                : Optional.of(new WriteResult.Refused(live));
    }

    /** Returns the form for what is there: an update replaces an expired item as a whole. */
    TaggedWrite adaptTo(Map<String, AttributeValue> stood, Instant now) {
        Write next =
                live(stood, now).isPresent()
                        ? write
                        : write.after(Optional.empty())
                                .<Write>map(item -> new Write.Put(item, Condition.ABSENT))
                                .orElse(write);
        return new TaggedWrite(write, token, next);
    }

    private static Optional<Item> live(Map<String, AttributeValue> stood, Instant now) {
        return stood.isEmpty()
                ? Optional.empty()
                : Optional.of(ItemMapper.item(stood)).filter(item -> !item.expired(now));
    }
}
