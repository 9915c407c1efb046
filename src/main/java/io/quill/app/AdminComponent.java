package io.quill.app;

import io.quill.app.http.HttpListener;
import io.quill.events.source.Source;
import io.quill.operate.access.AccessControl;
import io.quill.operate.access.AdminRequest;
import io.quill.operate.rest.AdminExchange;
import io.quill.operate.rest.AdminRequestHandler;
import io.quill.operate.rest.once.ItemNonceStore;
import io.quill.operate.rest.once.RequestIdRepository;
import io.quill.operate.rest.once.RequestIdStore;
import io.quill.platform.http.SenderClass;
import io.quill.platform.settings.Settings;
import io.quill.routes.AdminRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Component that serves the admin API. */
final class AdminComponent implements AppComponent {
    private static final Duration IDS_ARE_KNOWN = Duration.ofDays(14);
    private static final int MOST_AT_ONCE = 32;

    private final Services services;
    private final AdminServices adminServices;
    private final AccessControl door;
    private final AdminExchange exchange;

    AdminComponent(
            Services services,
            List<Source> sources,
            HttpListener listener,
            Optional<RecordServices> records,
            Supplier<Optional<String>> obstacle) {
        this.services = services;
        Settings settings = services.settings();
        this.door =
                new AccessControl(
                        settings.admin(),
                        settings.server().trustedProxies(),
                        new ItemNonceStore(services.store(), services.clock()),
                        services.clock());
        this.adminServices =
                AdminServices.of(services, sources, records, door::untrustedProxy, obstacle);
        this.exchange = new AdminExchange(services.clock(), WebhookComponent::id);
        listener.bound("/admin*", MOST_AT_ONCE, head -> sender(exchange.head(head)));
    }

    private SenderClass sender(AdminRequest head) {
        return switch (door.verifyHead(head)) {
            case PROVEN -> SenderClass.KNOWN;
            case PLAUSIBLE -> SenderClass.UNPROVEN;
            case STRANGER -> SenderClass.STRANGER;
        };
    }

    /** Access control whose failures count here and at the console alike. */
    AccessControl door() {
        return door;
    }

    AdminServices operable() {
        return adminServices;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        AdminRequestHandler desk =
                new AdminRequestHandler(
                        door,
                        adminServices.turnedAway(),
                        adminServices.catalogue(),
                        adminServices.audit());
        RequestIdStore requestIdStore =
                new RequestIdStore(services.store(), services.clock(), IDS_ARE_KNOWN);
        return List.of(
                new AdminRoutes(
                        desk,
                        exchange,
                        new RequestIdRepository(requestIdStore),
                        adminServices::maintain));
    }

    @Override
    public void close() {
        adminServices.close();
    }
}
