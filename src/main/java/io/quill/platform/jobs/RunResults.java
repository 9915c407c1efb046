package io.quill.platform.jobs;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import java.util.List;
import java.util.Optional;

/** Results of runs, as the store has them. */
public final class RunResults {
    private RunResults() {}

    /** Returns the result of a run, where the item is a run that has one. */
    public static Optional<String> of(Item item) {
        return Optional.of(item)
                .filter(each -> each.key().pk().startsWith(RunItems.RUNS))
                .flatMap(each -> each.text(RunItems.RESULT));
    }

    /** Replaces the result of a run by another text. */
    public static Write replace(Item run, String result) {
        return new Write.Update(
                run.key(),
                List.of(AttributeChange.set(RunItems.RESULT, result)),
                Condition.is(RunItems.ID, run.text(RunItems.ID).orElseThrow()));
    }
}
