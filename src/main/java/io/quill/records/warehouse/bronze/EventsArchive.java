package io.quill.records.warehouse.bronze;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.FileStorage;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.SqlSession;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;

/**
 * Table bronze.events: the archive of settled facts, so that facts and records can be queried
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

    /** Creates an archive on this machine's disk. */
    public static EventsArchive in(Path archive) {
        return new EventsArchive(new EventFiles.Near(archive.resolve("facts")));
    }

    /** Creates an archive in remote storage, which is closed with it. */
    public static EventsArchive on(FileStorage fileStorage) {
        return new EventsArchive(new EventFiles.Far(fileStorage));
    }

    /**
     * Publishes the archive as a view; where a database cannot read the files, new ones are loaded
     * into a table.
     */
    public void publish(Database database) {
        boolean reads = database.dialect().readsJsonFiles();
        if (reads && files instanceof EventFiles.Near near) {
            database.inExclusiveTransaction(NAME, sqlSession -> view(sqlSession, near));
        } else {
            if (reads) {
                database.inExclusiveTransaction(NAME, EventsArchive::dropView);
            }
            load(new EventsTable(database));
        }
    }

    private static String view(SqlSession sqlSession, EventFiles.Near near) {
        if (sqlSession.list(WHAT_IS_THERE, row -> row.getString(1)).contains("BASE TABLE")) {
            sqlSession.run("DROP TABLE " + NAME);
            sqlSession.run("DELETE FROM meta.archive_files");
        }
        sqlSession.run(EventsView.statement(near.facts(), near.names().isEmpty()));
        return NAME;
    }

    /** Drops the view that stood there while the archive was on this disk. */
    private static String dropView(SqlSession sqlSession) {
        if (sqlSession.list(WHAT_IS_THERE, row -> row.getString(1)).contains("VIEW")) {
            sqlSession.run("DROP VIEW " + NAME);
        }
        return NAME;
    }

    /** Records need not wait for a bucket that is away. */
    private void load(EventsTable table) {
        try {
            table.loadNew(files);
        } catch (ArchiveException e) {
            LOG.warn("Could not update {}; the next run tries again: {}", NAME, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (files instanceof EventFiles.Far(FileStorage fileStorage)) {
            fileStorage.close();
        }
    }
}
