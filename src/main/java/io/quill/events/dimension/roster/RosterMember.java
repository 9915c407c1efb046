package io.quill.events.dimension.roster;

import io.quill.events.TextSanitizer;
import io.quill.events.dimension.CellFormat;

/** Member of the ring group, as the source knows it; name and address may be blank. */
public record RosterMember(String id, String name, String email) {
    public RosterMember {
        id = TextSanitizer.replaceLoneSurrogates(id);
        name = TextSanitizer.sanitize(name);
        email = TextSanitizer.sanitize(email);
    }

    String key() {
        return CellFormat.foldKey(id);
    }
}
