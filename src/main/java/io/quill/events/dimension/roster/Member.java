package io.quill.events.dimension.roster;

import io.quill.events.TextSanitizer;
import io.quill.events.dimension.Cell;

/** A member of the ring group, as the source knows it; a name or an address may be blank. */
public record Member(String id, String name, String email) {
    public Member {
        id = TextSanitizer.replaceLoneSurrogates(id);
        name = TextSanitizer.sanitize(name);
        email = TextSanitizer.sanitize(email);
    }

    String key() {
        return Cell.key(id);
    }
}
