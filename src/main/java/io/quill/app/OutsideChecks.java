package io.quill.app;

import io.quill.events.sink.powerbi.PowerBiChecks;
import io.quill.events.source.aloware.AlowareRoster;
import io.quill.events.source.aloware.RosterReader;
import io.quill.events.source.hubspot.Crm;
import io.quill.events.source.hubspot.HubSpotResult;
import io.quill.events.source.hubspot.Owner;
import io.quill.events.source.hubspot.OwnerCache;
import io.quill.platform.check.Check;
import io.quill.platform.check.DirectoryCheck;
import io.quill.platform.check.Finding;
import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.SettingsChecks;
import io.quill.platform.check.StoreCheck;
import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.settings.Settings;
import io.quill.records.pull.auth.RequestAuthenticators;
import io.quill.records.pull.http.PullException;
import io.quill.records.tenant.InvalidTenantsException;
import io.quill.records.tenant.ServiceAccount;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks of every configured outside service, with the requests that Quill itself would send. */
public final class OutsideChecks implements AutoCloseable {
    private final Settings settings;
    private final JdkHttpTransport wire = new JdkHttpTransport();
    private final InstantSource clock = InstantSource.system();
    private final List<CommandPowerBi> powerBi;

    public OutsideChecks(Settings settings) {
        this.settings = settings;
        this.powerBi =
                settings.powerBi().target().stream()
                        .map(_ -> new CommandPowerBi(settings))
                        .toList();
    }

    public List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(new DirectoryCheck(settings.store().directory()));
        checks.add(SettingsChecks.publicUrl(settings.server()));
        checks.add(new StoreCheck(() -> StoreFactory.open(settings.store(), clock)));
        powerBi.forEach(each -> checks.addAll(PowerBiChecks.of(each.sink())));
        checks.addAll(aloware());
        checks.addAll(hubSpot());
        checks.addAll(records());
        return checks;
    }

    private List<Check> aloware() {
        if (settings.aloware().apiToken().isEmpty()) {
            return List.of();
        }
        RosterReader reader = SourceClients.rosterReader(settings, wire);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.of("Aloware token", () -> listed(reader.users(), "users")));
        settings.aloware()
                .ringGroupId()
                .ifPresent(
                        group ->
                                checks.add(
                                        Check.of(
                                                "Aloware ring group",
                                                () -> listed(reader.ringGroup(group), "members"))));
        return checks;
    }

    private static Finding listed(AlowareRoster alowareRoster, String whom) {
        return switch (alowareRoster) {
            case AlowareRoster.Members(var members) ->
                    new Fine("lists " + members.size() + " " + whom);
            case AlowareRoster.Unread(String reason) -> new Failed("lists no " + whom, reason);
        };
    }

    private List<Check> hubSpot() {
        if (settings.hubSpot().privateAppToken().isEmpty()) {
            return List.of();
        }
        Crm crm = SourceClients.crm(settings, wire, clock);
        return List.of(
                Check.of("HubSpot token", () -> portal(crm.portal())),
                Check.of("HubSpot owners", () -> owners(new OwnerCache(crm, clock).all())));
    }

    /** Returns the checks of the record files, followed by a login to each account. */
    private List<Check> records() {
        try {
            return TenantsLoader.load(settings).accounts().stream()
                    .map(each -> Check.of("records of " + each, () -> signedIn(each)))
                    .toList();
        } catch (InvalidTenantsException e) {
            return List.of(
                    Check.of(
                            "records",
                            () ->
                                    new Failed(
                                            "cannot be read as they are set up",
                                            String.valueOf(e.getMessage()))));
        }
    }

    private Finding signedIn(ServiceAccount serviceAccount) {
        try {
            RequestAuthenticators.of(serviceAccount, wire, clock).credentials();
            return new Fine("signs in; 'quill pull SERVICE --step auth' tries each list as well");
        } catch (PullException e) {
            return new Failed("does not sign in", String.valueOf(e.getMessage()));
        }
    }

    private Finding portal(HubSpotResult<String> hubSpotResult) {
        String set = settings.hubSpot().portalId().orElse("");
        return switch (hubSpotResult) {
            case HubSpotResult.Given<String>(String id) when set.isEmpty() || set.equals(id) ->
                    new Fine("belongs to portal " + id);
            case HubSpotResult.Given<String>(String id) ->
                    new Failed(
                            "belongs to portal " + id + ", and HUBSPOT_PORTAL_ID is " + set,
                            "take the token of that portal, or the id of this one");
            case HubSpotResult.Withheld<String>(String why, _) ->
                    new Failed("gives no answer", why);
            case HubSpotResult.Refused<String>(String why) ->
                    new Failed("is refused", why + "; give the app the scopes that Quill needs");
        };
    }

    private static Finding owners(HubSpotResult<Map<String, Owner>> hubSpotResult) {
        return switch (hubSpotResult) {
            case HubSpotResult.Given<Map<String, Owner>>(var owners) ->
                    new Fine("lists " + owners.size() + ", those who left included");
            case HubSpotResult.Withheld<Map<String, Owner>>(String why, _) ->
                    new Failed("lists none", why);
            case HubSpotResult.Refused<Map<String, Owner>>(String why) ->
                    new Failed("lists none", why + "; the scope is crm.objects.owners.read");
        };
    }

    @Override
    public void close() {
        powerBi.forEach(CommandPowerBi::close);
        wire.close();
    }
}
