package io.quill.operate.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.settings.Cidr;
import io.quill.platform.store.DataStore;

import java.net.InetAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Access to the console: needs a key, and accepts only the console's own forms. In the demo every
 * local request is let in, but not one by a foreign host name (DNS rebinding).
 */
public final class ConsoleAccess {
    private static final String COOKIE = "quill";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final KeyVerifier keyVerifier;
    private final SessionStore sessionStore;
    private final boolean secure;
    private final List<Cidr> proxies;
    private final Optional<ConsoleUser> guest;

    /** Settings of access to the console. */
    public record Plan(boolean open, URI publicUrl, List<Cidr> trustedProxies) {}

    public ConsoleAccess(Plan plan, KeyVerifier keyVerifier, DataStore store, InstantSource clock) {
        this.keyVerifier = keyVerifier;
        this.sessionStore = new SessionStore(store, clock);
        this.secure = "https".equals(plan.publicUrl().getScheme());
        this.proxies = plan.trustedProxies();
        this.guest =
                plan.open()
                        ? Optional.of(new ConsoleUser("demo", UUID.randomUUID().toString()))
                        : Optional.empty();
    }

    boolean isOpen() {
        return guest.isPresent();
    }

    /** Returns whether the address may send requests at all, with or without a session. */
    boolean isAddressAllowed(ConsoleRequest consoleRequest) {
        return guest.isPresent()
                ? isLocal(consoleRequest)
                : keyVerifier.isAddressAllowed(consoleRequest);
    }

    Optional<ConsoleUser> visitor(ConsoleRequest consoleRequest) {
        return known(consoleRequest, sessionStore::touch);
    }

    /** Returns the user of a live page, without prolonging the session. */
    Optional<ConsoleUser> viewer(ConsoleRequest consoleRequest) {
        return known(consoleRequest, sessionStore::find);
    }

    private Optional<ConsoleUser> known(
            ConsoleRequest consoleRequest, Function<String, Optional<ConsoleUser>> session) {
        if (!isAddressAllowed(consoleRequest)) {
            return Optional.empty();
        }
        return guest.isPresent()
                ? guest
                : tokens(consoleRequest)
                        .map(session)
                        .flatMap(Optional::stream)
                        .filter(this::isStillAllowed)
                        .findFirst();
    }

    private static Stream<String> tokens(ConsoleRequest consoleRequest) {
        return consoleRequest.cookies(COOKIE).stream().filter(SessionStore::isToken);
    }

    private boolean isStillAllowed(ConsoleUser consoleUser) {
        return keyVerifier.isStillValid(consoleUser.name());
    }

    KeyVerifier.Verdict verifyKey(ConsoleRequest consoleRequest) {
        return keyVerifier.verify(consoleRequest.field("key"), consoleRequest);
    }

    /** Opens a new session and ends the one that this browser had before. */
    String signedIn(String name, ConsoleRequest consoleRequest) {
        tokens(consoleRequest).forEach(sessionStore::close);
        return cookie(sessionStore.open(name), SessionStore.LONGEST.toSeconds(), consoleRequest);
    }

    String signedOut(ConsoleRequest consoleRequest) {
        tokens(consoleRequest).forEach(sessionStore::close);
        return cookie("", 0, consoleRequest);
    }

    private String cookie(String token, long seconds, ConsoleRequest consoleRequest) {
        return "%s=%s; Path=/console; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(COOKIE, token, seconds, isSecure(consoleRequest) ? "; Secure" : "");
    }

    private boolean isSecure(ConsoleRequest consoleRequest) {
        return secure
                || (isTrusted(consoleRequest.peer())
                        && consoleRequest
                                .header("x-forwarded-proto")
                                .filter("https"::equals)
                                .isPresent());
    }

    private boolean isTrusted(String peer) {
        InetAddress address = InetAddress.ofLiteral(peer);
        return proxies.stream().anyMatch(block -> block.contains(address));
    }

    private static boolean isLocal(ConsoleRequest consoleRequest) {
        String host = consoleRequest.header("host").orElse("");
        return InetAddress.ofLiteral(consoleRequest.peer()).isLoopbackAddress()
                && LOOPBACK.contains(host.replaceFirst(":\\d+$", ""));
    }

    /** A browser says where a form was; whoever says nothing is no browser, and has no cookie. */
    static boolean isOwn(ConsoleRequest consoleRequest) {
        Optional<String> site = consoleRequest.header("sec-fetch-site");
        if (site.isPresent()) {
            return site.get().equals("same-origin") || site.get().equals("none");
        }
        return consoleRequest
                .header("origin")
                .map(
                        origin ->
                                consoleRequest
                                        .header("host")
                                        .filter(origin.replaceFirst("^https?://", "")::equals)
                                        .isPresent())
                .orElse(true);
    }

    /** Returns whether a form is one that this visitor was given. */
    static boolean isGenuine(ConsoleRequest consoleRequest, ConsoleUser who) {
        return isOwn(consoleRequest)
                && MessageDigest.isEqual(
                        who.proof().getBytes(UTF_8), consoleRequest.field("proof").getBytes(UTF_8));
    }
}
