package io.quill.records.pull;

import io.quill.records.landing.Effort;
import io.quill.records.landing.Landed;

import java.util.List;
import java.util.UUID;

/** What came of pulling a feed. */
public sealed interface Pulled {
    UUID run();

    Effort effort();

    /** Everything asked for has landed. The remarks are for a person to read. */
    record Complete(UUID run, Landed landed, Effort effort, List<String> remarks)
            implements Pulled {
        public Complete {
            remarks = List.copyOf(remarks);
        }
    }

    /** The cursor stayed where it was. */
    record Failed(UUID run, String words, Effort effort) implements Pulled {}
}
