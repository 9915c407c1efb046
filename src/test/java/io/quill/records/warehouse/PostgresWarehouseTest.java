package io.quill.records.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.SqlSession;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.TimeZone;

class PostgresWarehouseTest extends WarehouseContract {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = new PostgresServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    WarehouseConfig.Kind kind() {
        return server.database();
    }

    /**
     * The driver tells the server where its process is, and a time without a zone is read there.
     */
    @Test
    void takesATimeWithoutAZoneForUtcWhereverQuillRuns() {
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            WarehouseConfig warehouseConfig = WarehouseConfig.of(server.database());
            try (Database database = warehouseConfig.open("acme");
                    SqlSession sqlSession = database.session()) {
                assertThat(
                                sqlSession.number(
                                        "SELECT extract(hour FROM '2026-03-02T09:00:00'::timestamptz"
                                                + " AT TIME ZONE 'UTC')::int"))
                        .isEqualTo(9);
            }
        } finally {
            TimeZone.setDefault(here);
        }
    }
}
