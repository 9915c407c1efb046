package io.quill.operate.access;

import io.quill.platform.settings.Admin;
import io.quill.platform.settings.Cidr;
import io.quill.platform.time.SteadyClock;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Decides who comes in: by address, then by what they show. Only who shows something wrong is put
 * off, so that nobody who guesses keeps those out who know.
 */
public final class Doorkeeper {
    private static final String NOWHERE = "unknown";

    private final List<Cidr> allowed;
    private final ClientAddress addresses;
    private final Credentials credentials;
    private final Failures failures;
    private final Nonces nonces;
    private volatile Optional<String> untrustedProxy = Optional.empty();

    /**
     * @param proxies whose X-Forwarded-For is believed
     */
    public Doorkeeper(Admin settings, List<Cidr> proxies, Nonces nonces, InstantSource clock) {
        this.allowed = settings.allowed();
        this.addresses = new ClientAddress(proxies);
        this.credentials = new Credentials(settings);
        this.failures = new Failures(new SteadyClock(clock));
        this.nonces = nonces;
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
        return switch (credentials.shown(request)) {
            case Credentials.Shown.By(String name, Caller.Way way, String nonce) ->
                    nonce.isBlank() || nonces.useUp(nonce)
                            ? admitted(request, new Caller(name, way, told))
                            : new Verdict.Refused(Refusal.NONCE_USED, told);
            case Credentials.Shown.Nothing(Refusal why) ->
                    new Verdict.Refused(counted(why, address), told);
        };
    }

    private Verdict admitted(Request request, Caller caller) {
        Optional<String> peer = Optional.of(request.peer());
        if (addresses.isUntrustedProxy(request)) {
            untrustedProxy = peer;
        } else if (untrustedProxy.equals(peer)) {
            untrustedProxy = Optional.empty();
        }
        return new Verdict.Admitted(caller);
    }

    /**
     * A peer that is not in TRUSTED_PROXIES and forwarded the last request that came through it of
     * somebody who was let in.
     */
    public Optional<String> untrustedProxy() {
        return untrustedProxy;
    }

    /** Who shows nothing has guessed nothing. */
    private Refusal counted(Refusal why, InetAddress address) {
        if (why == Refusal.NO_CREDENTIAL) {
            return why;
        }
        if (failures.areTooMany(address)) {
            return Refusal.TOO_MANY_FAILURES;
        }
        failures.add(address);
        return why;
    }

    /** What the head of a request tells; quick enough for an event loop. */
    public Standing standing(Request head) {
        return mayAsk(head) ? credentials.standing(head) : Standing.STRANGER;
    }

    /** Whether anybody there may ask at all; what they show is not looked at. */
    public boolean mayAsk(Request request) {
        return addresses.of(request).filter(this::isAllowed).isPresent();
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.isEmpty() || allowed.stream().anyMatch(block -> block.contains(address));
    }
}
