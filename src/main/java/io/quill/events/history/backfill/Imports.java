package io.quill.events.history.backfill;

import java.io.IOException;
import java.io.Reader;
import java.time.ZoneId;

/** Takes exports while webhooks are taken. */
public interface Imports {
    /**
     * Holds what is new.
     *
     * @param name of the file
     * @param rehearsal to say only what would be held
     */
    Report aloware(Reader text, String name, ZoneId zone, boolean rehearsal)
            throws IOException, Unusable;
}
