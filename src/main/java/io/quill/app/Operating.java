package io.quill.app;

import io.quill.app.http.HttpListener;
import io.quill.events.source.Source;
import io.quill.operate.access.Doorkeeper;
import io.quill.operate.access.Request;
import io.quill.operate.rest.AdminDesk;
import io.quill.operate.rest.AdminExchange;
import io.quill.operate.rest.once.Repeats;
import io.quill.operate.rest.once.RepeatsRepository;
import io.quill.operate.rest.once.StoredNonces;
import io.quill.platform.http.Sender;
import io.quill.platform.settings.Settings;
import io.quill.routes.OperateRoutes;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an operator may ask over HTTP. */
final class Operating implements Part {
    private static final Duration IDS_ARE_KNOWN = Duration.ofDays(14);
    private static final int MOST_AT_ONCE = 32;

    private final Ground ground;
    private final Operable operable;
    private final Doorkeeper door;
    private final AdminExchange exchange;

    Operating(
            Ground ground,
            List<Source> sources,
            HttpListener listener,
            Optional<RecordWorks> records,
            Supplier<Optional<String>> obstacle) {
        this.ground = ground;
        Settings settings = ground.settings();
        this.door =
                new Doorkeeper(
                        settings.admin(),
                        settings.server().trustedProxies(),
                        new StoredNonces(ground.store(), ground.clock()),
                        ground.clock());
        this.operable = Operable.of(ground, sources, records, door::untrustedProxy, obstacle);
        this.exchange = new AdminExchange(ground.clock(), Entrance::id);
        listener.bound("/admin*", MOST_AT_ONCE, head -> sender(exchange.head(head)));
    }

    private Sender sender(Request head) {
        return switch (door.standing(head)) {
            case PROVEN -> Sender.KNOWN;
            case PLAUSIBLE -> Sender.UNPROVEN;
            case STRANGER -> Sender.STRANGER;
        };
    }

    /** Whose failures count here and at the console alike. */
    Doorkeeper door() {
        return door;
    }

    Operable operable() {
        return operable;
    }

    @Override
    public List<RoutesBuilder> routes(CamelContext context) {
        AdminDesk desk =
                new AdminDesk(door, operable.turnedAway(), operable.catalogue(), operable.audit());
        Repeats repeats = new Repeats(ground.store(), ground.clock(), IDS_ARE_KNOWN);
        return List.of(
                new OperateRoutes(desk, exchange, new RepeatsRepository(repeats), operable::tend));
    }

    @Override
    public void close() {
        operable.close();
    }
}
