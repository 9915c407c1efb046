package io.quill.dimension.roster;

import java.util.List;

/** Where the members of the ring group are read. */
public interface RingGroupReader {
    Reading read();

    /** What came of reading. */
    sealed interface Reading {
        record Members(List<Member> members) implements Reading {
            public Members {
                members = List.copyOf(members);
            }
        }

        /** The words say what an operator can do about it. */
        record Fault(String words) implements Reading {}
    }
}
