package io.quill.check;

import io.quill.check.Finding.Failed;
import io.quill.check.Finding.Fine;
import io.quill.store.DataStore;
import io.quill.store.StoreException;

import java.util.function.Supplier;

/** Whether the store opens. */
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
            return new Fine(store.exclusive() ? "opens, for this process alone" : "opens");
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()), whatToDo(e.reason()));
        }
    }

    private static String whatToDo(StoreException.Reason reason) {
        return switch (reason) {
            case UNAVAILABLE -> "see whether it can be reached from here, and try again";
            case FULL -> "make room where it writes";
            case TOO_LARGE -> "report it: a check writes nothing large";
            case MISCONFIGURED -> "set DATA_BACKEND, DATA_DIR and DYNAMO_ right, or provision it";
        };
    }
}
