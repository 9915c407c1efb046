package io.quill.events.push;

import io.quill.events.FactEvent;
import io.quill.events.sink.Quota;
import io.quill.platform.store.Guard;

import java.time.Instant;
import java.util.List;

/** What must be in the sink before facts are: the dimension rows that they name. */
public interface Prerequisites {
    /** The sink has been looked at: this is where rows go now, and what they are counted by. */
    void begin(String dataset, Quota quota);

    /** Does what can be done now, and says whether these facts may follow. */
    Readiness ready(Guard guard, List<FactEvent> facts);

    /** Whether facts may follow. */
    sealed interface Readiness {
        record Ready() implements Readiness {}

        /** Not before then; the words say what they wait for. */
        record Later(Instant until, String words) implements Readiness {}
    }
}
