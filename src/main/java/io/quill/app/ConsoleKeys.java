package io.quill.app;

import io.quill.operate.access.Doorkeeper;
import io.quill.operate.access.Refusal;
import io.quill.operate.access.Request;
import io.quill.operate.access.Verdict.Admitted;
import io.quill.operate.access.Verdict.Refused;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Keys;
import io.quill.platform.settings.Admin;
import io.quill.platform.settings.AdminKey;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The admin's keys, tried at the admin's door: one who fails there too often fails here as well.
 */
final class ConsoleKeys implements Keys {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Doorkeeper door;
    private final Admin admin;
    private final InstantSource clock;

    ConsoleKeys(Doorkeeper door, Admin admin, InstantSource clock) {
        this.door = door;
        this.admin = admin;
        this.clock = clock;
    }

    @Override
    public Verdict of(String key, Ask ask) {
        Map<String, List<String>> headers = headers(ask);
        headers.put("x-admin-key", List.of(key));
        return switch (door.admit(request(ask, headers))) {
            case Admitted(var caller) -> new Verdict.Opens(caller.name());
            case Refused(Refusal why, _) -> refused(why);
        };
    }

    @Override
    public boolean reach(Ask ask) {
        return door.mayAsk(request(ask, headers(ask)));
    }

    private Request request(Ask ask, Map<String, List<String>> headers) {
        return new Request(
                "console",
                clock.instant(),
                ask.method(),
                ask.target(),
                headers,
                ask.peer(),
                new byte[0]);
    }

    private static Map<String, List<String>> headers(Ask ask) {
        Map<String, List<String>> headers = new HashMap<>();
        ask.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    private static Verdict refused(Refusal why) {
        return switch (why) {
            case ADDRESS_NOT_ALLOWED -> new Verdict.NotFromThere();
            case TOO_MANY_FAILURES -> new Verdict.TooOften(PATIENCE);
            case NO_CREDENTIAL,
                    AMBIGUOUS_CREDENTIAL,
                    WRONG_KEY,
                    WRONG_SIGNATURE,
                    NONCE_USED,
                    NOT_COVERED,
                    NOTHING_CONFIGURED ->
                    new Verdict.Refused();
        };
    }

    @Override
    public boolean stillOpens(String name) {
        return admin.keys().stream().map(AdminKey::name).anyMatch(name::equals);
    }
}
