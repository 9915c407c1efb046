package io.quill.platform.jobs;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import java.util.List;
import java.util.Optional;

/** What runs came to, as it lies in the store. */
public final class Results {
    private Results() {}

    /** What a run came to, where the item is one that has come to something. */
    public static Optional<String> of(Item item) {
        return Optional.of(item)
                .filter(each -> each.key().pk().startsWith(RunItems.RUNS))
                .flatMap(each -> each.text(RunItems.RESULT));
    }

    /** Another text in the place of what a run came to. */
    public static Write instead(Item run, String result) {
        return new Write.Update(
                run.key(),
                List.of(Change.set(RunItems.RESULT, result)),
                Condition.is(RunItems.ID, run.text(RunItems.ID).orElseThrow()));
    }
}
