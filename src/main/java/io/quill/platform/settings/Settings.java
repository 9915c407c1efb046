package io.quill.platform.settings;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Settings of Quill, typed. Every error is found before anything starts. */
public record Settings(
        Mode mode,
        ServerSettings server,
        ZoneId timezone,
        NotificationSettings notification,
        PowerBiSettings powerBi,
        StoreSettings store,
        ArchiveSettings archive,
        WarehouseSettings warehouse,
        AlowareSourceSettings aloware,
        HubSpotSourceSettings hubSpot,
        RecordSettings records,
        DimensionSettings dimensions,
        AdminSettings admin,
        LoggingSettings logging,
        TracingSettings tracing) {

    public enum Mode {
        RUN,
        DEMO
    }

    public static SettingsResult read(SettingSources settingSources, PropertyFunctions functions) {
        SettingsReader settingsReader = new SettingsReader(settingSources, functions);
        Mode mode = settingsReader.value("quill.mode", SettingFormats.oneOf(Mode.class));
        ServerSettings serverSettings = ServerSettings.read(settingsReader, mode);
        StoreSettings storeSettings = StoreSettings.read(settingsReader, settingSources);
        Settings settings =
                new Settings(
                        mode,
                        serverSettings,
                        settingsReader.value("business.timezone", SettingFormats.zone()),
                        NotificationSettings.read(settingsReader),
                        PowerBiSettings.read(settingsReader, mode),
                        storeSettings,
                        ArchiveSettings.read(settingsReader, settingSources, storeSettings),
                        WarehouseSettings.read(settingsReader, settingSources),
                        AlowareSourceSettings.read(settingsReader, mode),
                        HubSpotSourceSettings.read(settingsReader, mode),
                        RecordSettings.read(settingsReader),
                        DimensionSettings.read(settingsReader),
                        AdminSettings.read(settingsReader, mode),
                        LoggingSettings.read(settingsReader),
                        TracingSettings.read(settingsReader));
        List<SettingWarning> warnings = new ArrayList<>(settingsReader.warnings());
        warnings.addAll(UnknownSettings.find(settingSources, settings.records().variables()));
        return settingsReader.faults().isEmpty()
                ? new SettingsResult.Usable(settings, warnings)
                : new SettingsResult.Faulty(settingsReader.faults(), warnings);
    }
}
