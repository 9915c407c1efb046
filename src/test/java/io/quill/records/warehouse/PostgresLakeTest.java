package io.quill.records.warehouse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.io.IOException;

class PostgresLakeTest extends LakeContract {
    private static Postgres server;

    @BeforeAll
    static void start() {
        server = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    Place.Kind kind() {
        return server.database();
    }
}
