package io.quill.dimension.roster;

import io.quill.dimension.Cell;

/** A member of the ring group, as the source knows it; a name or an address may be blank. */
public record Member(String id, String name, String email) {
    String key() {
        return Cell.key(id);
    }
}
