package io.quill.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.app.RecordServices;
import io.quill.app.StoreFactory;
import io.quill.app.TenantsLoader;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.records.landing.WarehouseException;
import io.quill.records.tenant.InvalidTenantsException;
import io.quill.records.warehouse.Warehouse;

import java.time.InstantSource;
import java.util.List;

/** Shows a warehouse's tables with their sizes, and some rows of one. */
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
    public ExitCode run(List<String> args, CommandContext commandContext) {
        return InspectArguments.of(args)
                .map(
                        order ->
                                commandContext.withSettings(
                                        (settings, _) -> run(settings, order, commandContext)))
                .orElseGet(() -> commandContext.failAndExit(HELP, ExitCode.USAGE));
    }

    private ExitCode run(Settings settings, InspectArguments order, CommandContext commandContext) {
        String tenant = order.tenant().orElse(settings.records().tenant());
        try (DataStore store = StoreFactory.open(settings.store(), clock);
                RecordServices works =
                        new RecordServices(settings, TenantsLoader.load(settings), store, clock)) {
            return show(works.warehouse(), tenant, order, commandContext);
        } catch (InvalidTenantsException | StoreException | WarehouseException e) {
            return commandContext.failAndExit(e.getMessage() + "\n", ExitCode.CONFIGURATION);
        }
    }

    private static ExitCode show(
            Warehouse warehouse,
            String tenant,
            InspectArguments order,
            CommandContext commandContext) {
        order.table()
                .ifPresentOrElse(
                        table ->
                                warehouse
                                        .sample(tenant, table.layer(), table.name(), order.most())
                                        .forEach(commandContext.out()::println),
                        () ->
                                warehouse
                                        .tables(tenant)
                                        .forEach(each -> tell(each, order.json(), commandContext)));
        return ExitCode.FINE;
    }

    private static void tell(Warehouse.Table table, boolean json, CommandContext commandContext) {
        if (json) {
            commandContext
                    .out()
                    .println(
                            JSON.createObjectNode()
                                    .put("layer", table.layer())
                                    .put("table", table.name())
                                    .put("rows", table.rows())
                                    .put("live", table.live()));
        } else {
            commandContext
                    .out()
                    .printf(
                            "%-8s %-40s %,12d rows %,12d live%n",
                            table.layer(), table.name(), table.rows(), table.live());
        }
    }
}
