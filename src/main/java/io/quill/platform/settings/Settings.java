package io.quill.platform.settings;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Everything an operator can set, typed. Whatever is wrong is found before anything starts. */
public record Settings(
        Mode mode,
        Server server,
        ZoneId timezone,
        Notify notifying,
        PowerBi powerBi,
        Store store,
        Archive archive,
        Warehouse warehouse,
        Aloware aloware,
        HubSpot hubSpot,
        Records records,
        Dimensions dimensions,
        Admin admin,
        Logging logging,
        Tracing tracing) {

    public enum Mode {
        RUN,
        DEMO
    }

    public static Reading read(Sources sources, PropertyFunctions functions) {
        Values values = new Values(sources, functions);
        Mode mode = values.value("quill.mode", Forms.oneOf(Mode.class));
        Server server = Server.read(values, mode);
        Store store = Store.read(values, sources);
        Settings settings =
                new Settings(
                        mode,
                        server,
                        values.value("business.timezone", Forms.zone()),
                        Notify.read(values),
                        PowerBi.read(values, mode),
                        store,
                        Archive.read(values, sources, store),
                        Warehouse.read(values, sources),
                        Aloware.read(values, mode),
                        HubSpot.read(values, mode),
                        Records.read(values),
                        Dimensions.read(values),
                        Admin.read(values, mode),
                        Logging.read(values),
                        Tracing.read(values));
        List<Warning> warnings = new ArrayList<>(values.warnings());
        warnings.addAll(Unknown.in(sources, settings.records().mentioned()));
        return values.faults().isEmpty()
                ? new Reading.Usable(settings, warnings)
                : new Reading.Faulty(values.faults(), warnings);
    }
}
