package io.quill.events.dimension.sync;

import java.util.List;
import java.util.Optional;

/** Outcome of a request. */
public sealed interface SyncOutcome {
    /** It is a version now, and its rows are wanted. */
    record Accepted(Version version, Delta delta, List<String> remarks) implements SyncOutcome {
        public Accepted {
            remarks = List.copyOf(remarks);
        }
    }

    /** Difference that a dry run found. */
    record Rehearsed(Delta delta, List<String> remarks) implements SyncOutcome {
        public Rehearsed {
            remarks = List.copyOf(remarks);
        }
    }

    /** Nothing would be other than it is: no version was made. */
    record Unchanged(Optional<Version> inForce) implements SyncOutcome {}

    /** The payload is not as its schema asks. */
    record Invalid(List<PayloadError> faults) implements SyncOutcome {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /** Well formed, and not taken all the same; the words say why, and what is in force. */
    record Refused(String words) implements SyncOutcome {}

    /** Somebody else is at it: to be asked again a little later. */
    record Busy(String words) implements SyncOutcome {}

    /** The source could not be read; everything stays as it is. */
    record Unread(String words) implements SyncOutcome {}

    /** There is no such version. */
    record NoSuchVersion(String words) implements SyncOutcome {}
}
