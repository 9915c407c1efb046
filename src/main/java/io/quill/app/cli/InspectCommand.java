package io.quill.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.app.Accounts;
import io.quill.app.RecordWorks;
import io.quill.app.Stores;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.records.landing.Inspection;
import io.quill.records.landing.WarehouseException;
import io.quill.records.tenant.FaultyAccounts;

import java.time.InstantSource;
import java.util.List;

/** Shows what is in a warehouse: how much in each table, and some rows of one. */
public final class InspectCommand implements Command {
    private static final String HELP =
            """
            quill inspect                     counts the rows of every table of every layer
                --tenant NAME                 of this tenant, where there are several
                --table LAYER.NAME            shows rows of this table
                --limit N                     so many of them, 10 if not said otherwise
                --json                        one JSON object a line
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InstantSource clock = InstantSource.system();

    @Override
    public String verb() {
        return "inspect";
    }

    @Override
    public String summary() {
        return "counts and shows what the layers hold: quill inspect --help";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        return InspectOrder.of(args)
                .map(
                        order ->
                                terminal.withSettings(
                                        (settings, _) -> run(settings, order, terminal)))
                .orElseGet(() -> terminal.complain(HELP, Exit.USAGE));
    }

    private Exit run(Settings settings, InspectOrder order, Terminal terminal) {
        String tenant = order.tenant().orElse(settings.records().tenant());
        try (DataStore store = Stores.open(settings.store(), clock);
                RecordWorks works =
                        new RecordWorks(settings, Accounts.of(settings), store, clock)) {
            return show(works.warehouse(), tenant, order, terminal);
        } catch (FaultyAccounts | StoreException | WarehouseException e) {
            return terminal.complain(e.getMessage() + "\n", Exit.CONFIGURATION);
        }
    }

    private static Exit show(
            Inspection warehouse, String tenant, InspectOrder order, Terminal terminal) {
        order.table()
                .ifPresentOrElse(
                        table ->
                                warehouse
                                        .sample(tenant, table.layer(), table.name(), order.most())
                                        .forEach(terminal.out()::println),
                        () ->
                                warehouse
                                        .tables(tenant)
                                        .forEach(each -> tell(each, order.json(), terminal)));
        return Exit.FINE;
    }

    private static void tell(Inspection.Table table, boolean json, Terminal terminal) {
        if (json) {
            terminal.out()
                    .println(
                            JSON.createObjectNode()
                                    .put("layer", table.layer())
                                    .put("table", table.name())
                                    .put("rows", table.rows())
                                    .put("live", table.live()));
        } else {
            terminal.out()
                    .printf(
                            "%-8s %-40s %,12d rows %,12d live%n",
                            table.layer(), table.name(), table.rows(), table.live());
        }
    }
}
