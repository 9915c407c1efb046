package io.quill.events.dimension.sync;

import java.util.List;
import java.util.Optional;

/** What an ask came to. */
public sealed interface Outcome {
    /** It is a version now, and its rows are wanted. */
    record Accepted(Version version, Delta delta, List<String> remarks) implements Outcome {
        public Accepted {
            remarks = List.copyOf(remarks);
        }
    }

    /** What it would have come to. */
    record Rehearsed(Delta delta, List<String> remarks) implements Outcome {
        public Rehearsed {
            remarks = List.copyOf(remarks);
        }
    }

    /** Nothing would be other than it is: no version was made. */
    record Unchanged(Optional<Version> inForce) implements Outcome {}

    /** The payload is not as its schema asks. */
    record Invalid(List<Fault> faults) implements Outcome {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /** Well formed, and not taken all the same; the words say why, and what is in force. */
    record Refused(String words) implements Outcome {}

    /** Somebody else is at it: to be asked again a little later. */
    record Busy(String words) implements Outcome {}

    /** The source could not be read; everything stays as it is. */
    record Unread(String words) implements Outcome {}

    /** There is no such version. */
    record NoSuchVersion(String words) implements Outcome {}
}
