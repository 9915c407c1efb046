package io.quill.records.warehouse;

import net.jqwik.api.lifecycle.AfterContainer;

import java.io.IOException;

class PostgresHistoryTest extends HistoryContract {
    private static final PostgresServer SERVER = new PostgresServer();
    private static final Warehouse WAREHOUSE = made(SERVER.database());

    @AfterContainer
    static void close() throws IOException {
        WAREHOUSE.close();
        SERVER.close();
    }

    @Override
    Warehouse warehouse() {
        return WAREHOUSE;
    }
}
