package io.quill.records.warehouse.bronze;

import io.quill.platform.file.ArchiveFault;
import io.quill.platform.file.Shelf;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;

/**
 * {@code bronze.events}: the archive of settled facts beside the records, so that both can be asked
 * together. A fact that was archived twice shows once.
 */
public final class EventsArchive implements AutoCloseable {
    static final String NAME = "bronze.events";

    private static final Logger LOG = LoggerFactory.getLogger(EventsArchive.class);
    private static final String WHAT_IS_THERE =
            "SELECT table_type FROM information_schema.tables"
                    + " WHERE table_schema = 'bronze' AND table_name = 'events'";

    private final EventFiles files;

    private EventsArchive(EventFiles files) {
        this.files = files;
    }

    /** On this machine's disk. */
    public static EventsArchive in(Path archive) {
        return new EventsArchive(new EventFiles.Near(archive.resolve("facts")));
    }

    /** On a shelf elsewhere, which is put away with this. */
    public static EventsArchive on(Shelf shelf) {
        return new EventsArchive(new EventFiles.Far(shelf));
    }

    /**
     * Where a database cannot read the files itself, those that are new are loaded into a table.
     */
    public void show(Database database) {
        boolean reads = database.dialect().readsJsonFiles();
        if (reads && files instanceof EventFiles.Near near) {
            database.alone(NAME, session -> view(session, near));
        } else {
            if (reads) {
                database.alone(NAME, EventsArchive::makeRoom);
            }
            load(new EventsTable(database));
        }
    }

    private static String view(Session session, EventFiles.Near near) {
        if (session.list(WHAT_IS_THERE, row -> row.getString(1)).contains("BASE TABLE")) {
            session.run("DROP TABLE " + NAME);
            session.run("DELETE FROM meta.archive_files");
        }
        session.run(EventsView.statement(near.facts(), near.names().isEmpty()));
        return NAME;
    }

    /** It was a view while the archive lay on this disk. */
    private static String makeRoom(Session session) {
        if (session.list(WHAT_IS_THERE, row -> row.getString(1)).contains("VIEW")) {
            session.run("DROP VIEW " + NAME);
        }
        return NAME;
    }

    /** Records need not wait for a bucket that is away. */
    private void load(EventsTable table) {
        try {
            table.take(files);
        } catch (ArchiveFault e) {
            LOG.warn("{} gets nothing new for now: {}", NAME, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (files instanceof EventFiles.Far(Shelf shelf)) {
            shelf.close();
        }
    }
}
