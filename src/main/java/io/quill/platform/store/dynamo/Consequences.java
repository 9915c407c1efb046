package io.quill.platform.store.dynamo;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Count;
import io.quill.platform.store.Counting;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Sums;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is counted about writes. DynamoDB does not tell what an update found, so that is read
 * before; the write's own condition sees to it that it is still so.
 */
final class Consequences {
    private final Counting counting;
    private final Reads reads;

    Consequences(Counting counting, Reads reads) {
        this.counting = counting;
        this.reads = reads;
    }

    Map<Key, Item> before(Collection<? extends Write> writes) {
        Set<Key> keys =
                writes.stream()
                        .filter(write -> !isInsert(write))
                        .map(Write::key)
                        .filter(counting::concerns)
                        .collect(Collectors.toSet());
        return reads.getAll(keys);
    }

    List<Count> of(Write write, WriteResult result, Map<Key, Item> before) {
        if (!counting.concerns(write.key())) {
            return List.of();
        }
        return switch (result) {
            case WriteResult.Applied _ -> {
                Optional<Item> live = Optional.ofNullable(before.get(write.key()));
                yield counting.written(live, write.after(live));
            }
            case WriteResult.Refused(Optional<Item> there) ->
                    write instanceof Write.Put(Item item, Condition.Absent _) && there.isPresent()
                            ? counting.refused(item, there.get())
                            : List.of();
        };
    }

    /** As if all of them were done, which is so for a transaction or nothing is. */
    List<Write.Update> sums(Collection<? extends Write> writes, Map<Key, Item> before) {
        Sums sums = new Sums();
        for (Write write : writes) {
            if (write.condition().holds(Optional.ofNullable(before.get(write.key())))) {
                sums.add(of(write, WriteResult.APPLIED, before));
            }
        }
        return sums.writes();
    }

    static boolean isInsert(Write write) {
        return write instanceof Write.Put(_, Condition.Absent _);
    }
}
