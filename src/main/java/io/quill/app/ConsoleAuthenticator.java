package io.quill.app;

import io.quill.operate.access.AccessControl;
import io.quill.operate.access.AccessDecision.Admitted;
import io.quill.operate.access.AccessDecision.Refused;
import io.quill.operate.access.AccessDenial;
import io.quill.operate.access.AdminRequest;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.KeyVerifier;
import io.quill.platform.settings.AdminKey;
import io.quill.platform.settings.AdminSettings;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Authenticates console logins with the admin keys; failures count at the console and the admin API
 * together.
 */
final class ConsoleAuthenticator implements KeyVerifier {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final AccessControl door;
    private final AdminSettings adminSettings;
    private final InstantSource clock;

    ConsoleAuthenticator(AccessControl door, AdminSettings adminSettings, InstantSource clock) {
        this.door = door;
        this.adminSettings = adminSettings;
        this.clock = clock;
    }

    @Override
    public Verdict verify(String key, ConsoleRequest consoleRequest) {
        Map<String, List<String>> headers = headers(consoleRequest);
        headers.put("x-admin-key", List.of(key));
        return switch (door.admit(request(consoleRequest, headers))) {
            case Admitted(var caller) -> new Verdict.Opens(caller.name());
            case Refused(AccessDenial why, _) -> refused(why);
        };
    }

    @Override
    public boolean isAddressAllowed(ConsoleRequest consoleRequest) {
        return door.isAddressAllowed(request(consoleRequest, headers(consoleRequest)));
    }

    private AdminRequest request(ConsoleRequest consoleRequest, Map<String, List<String>> headers) {
        return new AdminRequest(
                "console",
                clock.instant(),
                consoleRequest.method(),
                consoleRequest.target(),
                headers,
                consoleRequest.peer(),
                new byte[0]);
    }

    private static Map<String, List<String>> headers(ConsoleRequest consoleRequest) {
        Map<String, List<String>> headers = new HashMap<>();
        consoleRequest.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    private static Verdict refused(AccessDenial why) {
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
    public boolean isStillValid(String name) {
        return adminSettings.keys().stream().map(AdminKey::name).anyMatch(name::equals);
    }
}
