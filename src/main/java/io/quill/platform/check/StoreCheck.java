package io.quill.platform.check;

import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;

import java.util.function.Supplier;

/** Checks that the store opens. */
public final class StoreCheck implements Check {
    private final Supplier<? extends DataStore> open;

    public StoreCheck(Supplier<? extends DataStore> open) {
        this.open = open;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Finding run() {
        try (DataStore store = open.get()) {
            return new Fine(store.isExclusive() ? "opens, for this process alone" : "opens");
        } catch (StoreException e) {
            return finding(e);
        }
    }

    private static Finding finding(StoreException e) {
        return switch (e.reason()) {
            case IN_USE ->
                    new Warned(
                            "is open in another process, and cannot be tried beside it",
                            "ask that one, which is the Quill that runs: quill status");
            case UNAVAILABLE -> failed(e, "see whether it can be reached from here, and try again");
            case FULL -> failed(e, "make room where it writes");
            case TOO_LARGE -> failed(e, "report it: a check writes nothing large");
            case DAMAGED -> failed(e, "do what it says, after a copy of DATA_DIR was made");
            case MISCONFIGURED ->
                    failed(e, "set DATA_BACKEND, DATA_DIR and DYNAMO_ right, or provision it");
        };
    }

    private static Failed failed(StoreException e, String whatToDo) {
        return new Failed(String.valueOf(e.getMessage()), whatToDo);
    }
}
