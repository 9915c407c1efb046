package io.quill.operate.access;

import io.quill.platform.settings.AdminSettings;
import io.quill.platform.settings.Cidr;
import io.quill.platform.time.SteadyClock;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a request is let in, by address and then by credential. Only wrong credentials
 * count as failures.
 */
public final class AccessControl {
    private static final String NOWHERE = "unknown";

    private final List<Cidr> allowed;
    private final ClientAddress addresses;
    private final CredentialVerifier credentialVerifier;
    private final FailureLimiter failureLimiter;
    private final NonceStore nonceStore;
    private volatile Optional<String> untrustedProxy = Optional.empty();

    /**
     * @param proxies whose X-Forwarded-For is believed
     */
    public AccessControl(
            AdminSettings settings,
            List<Cidr> proxies,
            NonceStore nonceStore,
            InstantSource clock) {
        this.allowed = settings.allowed();
        this.addresses = new ClientAddress(proxies);
        this.credentialVerifier = new CredentialVerifier(settings);
        this.failureLimiter = new FailureLimiter(new SteadyClock(clock));
        this.nonceStore = nonceStore;
    }

    public AccessDecision admit(AdminRequest adminRequest) {
        Optional<InetAddress> client = addresses.of(adminRequest);
        if (client.isEmpty()) {
            return new AccessDecision.Refused(AccessDenial.ADDRESS_NOT_ALLOWED, NOWHERE);
        }
        InetAddress address = client.get();
        String told = address.getHostAddress();
        if (!isAllowed(address)) {
            return new AccessDecision.Refused(AccessDenial.ADDRESS_NOT_ALLOWED, told);
        }
        return switch (credentialVerifier.verify(adminRequest)) {
            case CredentialVerifier.Shown.By(String name, Caller.Way way, String nonce) ->
                    nonce.isBlank() || nonceStore.useUp(nonce)
                            ? admitted(adminRequest, new Caller(name, way, told))
                            : new AccessDecision.Refused(AccessDenial.NONCE_USED, told);
            case CredentialVerifier.Shown.Nothing(AccessDenial why) ->
                    new AccessDecision.Refused(counted(why, address), told);
        };
    }

    private AccessDecision admitted(AdminRequest adminRequest, Caller caller) {
        Optional<String> peer = Optional.of(adminRequest.peer());
        if (addresses.isUntrustedProxy(adminRequest)) {
            untrustedProxy = peer;
        } else if (untrustedProxy.equals(peer)) {
            untrustedProxy = Optional.empty();
        }
        return new AccessDecision.Admitted(caller);
    }

    /**
     * A peer that is not in TRUSTED_PROXIES and forwarded the last request that came through it of
     * somebody who was let in.
     */
    public Optional<String> untrustedProxy() {
        return untrustedProxy;
    }

    /** Counts a failure; a request without a credential is none. */
    private AccessDenial counted(AccessDenial why, InetAddress address) {
        if (why == AccessDenial.NO_CREDENTIAL) {
            return why;
        }
        if (failureLimiter.isExceeded(address)) {
            return AccessDenial.TOO_MANY_FAILURES;
        }
        failureLimiter.add(address);
        return why;
    }

    /** Verifies the head of a request; quick enough for an event loop. */
    public HeadVerification verifyHead(AdminRequest head) {
        return isAddressAllowed(head)
                ? credentialVerifier.verifyHead(head)
                : HeadVerification.STRANGER;
    }

    /** Returns whether the address may send requests at all; credentials are not looked at. */
    public boolean isAddressAllowed(AdminRequest adminRequest) {
        return addresses.of(adminRequest).filter(this::isAllowed).isPresent();
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.isEmpty() || allowed.stream().anyMatch(block -> block.contains(address));
    }
}
