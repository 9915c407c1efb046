package io.quill.events.history.backfill;

import java.io.IOException;
import java.io.Reader;
import java.time.ZoneId;

/** Imports exports while webhooks are received. */
public interface ImportService {
    /**
     * Holds what is new.
     *
     * @param name of the file
     * @param rehearsal to say only what would be held
     */
    ImportReport importAloware(Reader text, String name, ZoneId zone, boolean rehearsal)
            throws IOException, UnusableFileException;
}
