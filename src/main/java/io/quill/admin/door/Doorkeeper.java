package io.quill.admin.door;

import io.quill.settings.Admin;
import io.quill.settings.Cidr;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Decides who comes in: by address, then by patience, then by what they show. */
public final class Doorkeeper {
    private static final String NOWHERE = "unknown";

    private final List<Cidr> allowed;
    private final ClientAddress addresses;
    private final Credentials credentials;
    private final Failures failures;

    /**
     * @param proxies whose X-Forwarded-For is believed
     */
    public Doorkeeper(Admin settings, List<Cidr> proxies, InstantSource clock) {
        this.allowed = settings.allowed();
        this.addresses = new ClientAddress(proxies);
        this.credentials = new Credentials(settings);
        this.failures = new Failures(clock);
    }

    public Verdict admit(Request request) {
        Optional<InetAddress> client = addresses.of(request);
        if (client.isEmpty()) {
            return new Verdict.Refused(Refusal.ADDRESS_NOT_ALLOWED, NOWHERE);
        }
        InetAddress address = client.get();
        String told = address.getHostAddress();
        if (!isAllowed(address)) {
            return new Verdict.Refused(Refusal.ADDRESS_NOT_ALLOWED, told);
        }
        if (failures.areTooMany(address)) {
            return new Verdict.Refused(Refusal.TOO_MANY_FAILURES, told);
        }
        return switch (credentials.shown(request)) {
            case Credentials.Shown.By(String name, Caller.Way way) ->
                    new Verdict.Admitted(new Caller(name, way, told));
            case Credentials.Shown.Nothing(Refusal why) -> {
                // who shows nothing has guessed nothing
                if (why != Refusal.NO_CREDENTIAL) {
                    failures.add(address);
                }
                yield new Verdict.Refused(why, told);
            }
        };
    }

    /** Whether anybody there may ask at all; what they show is not looked at. */
    public boolean mayAsk(Request request) {
        return addresses.of(request).filter(this::isAllowed).isPresent();
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.isEmpty() || allowed.stream().anyMatch(block -> block.contains(address));
    }
}
