package io.quill.push;

import java.util.List;

/** How the sink stands before anything is pushed. */
public sealed interface Standing {
    /** Rows may come; the remarks say what could not be checked or is not quite as wanted. */
    record Ready(String dataset, List<String> remarks) implements Standing {
        public Ready {
            remarks = List.copyOf(remarks);
        }
    }

    /** Not now, perhaps later, without anybody doing anything. */
    record Away(String why) implements Standing {}

    /** Not until an operator has acted; the words say how. */
    record Faulty(String words) implements Standing {}
}
