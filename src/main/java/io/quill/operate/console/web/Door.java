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
 * Lets in whoever has a key, and nobody's forms but the console's own. In the demo everybody at
 * this machine is in; a name that leads here from elsewhere (DNS rebinding) is not this machine.
 */
public final class Door {
    private static final String COOKIE = "quill";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Keys keys;
    private final Sessions sessions;
    private final boolean secure;
    private final List<Cidr> proxies;
    private final Optional<Visitor> guest;

    /** What the settings say about the way in. */
    public record Plan(boolean open, URI publicUrl, List<Cidr> trustedProxies) {}

    public Door(Plan plan, Keys keys, DataStore store, InstantSource clock) {
        this.keys = keys;
        this.sessions = new Sessions(store, clock);
        this.secure = "https".equals(plan.publicUrl().getScheme());
        this.proxies = plan.trustedProxies();
        this.guest =
                plan.open()
                        ? Optional.of(new Visitor("demo", UUID.randomUUID().toString()))
                        : Optional.empty();
    }

    boolean isOpen() {
        return guest.isPresent();
    }

    /** Whether anybody there may ask at all, a session or not: an address may be taken off. */
    boolean reaches(Ask ask) {
        return guest.isPresent() ? isLocal(ask) : keys.reach(ask);
    }

    Optional<Visitor> visitor(Ask ask) {
        return known(ask, sessions::seen);
    }

    /** Who looks at a page that keeps itself up to date; the session grows no longer by it. */
    Optional<Visitor> watcher(Ask ask) {
        return known(ask, sessions::find);
    }

    private Optional<Visitor> known(Ask ask, Function<String, Optional<Visitor>> session) {
        if (!reaches(ask)) {
            return Optional.empty();
        }
        return guest.isPresent()
                ? guest
                : tokens(ask)
                        .map(session)
                        .flatMap(Optional::stream)
                        .filter(this::isStillWelcome)
                        .findFirst();
    }

    private static Stream<String> tokens(Ask ask) {
        return ask.cookies(COOKIE).stream().filter(Sessions::isToken);
    }

    private boolean isStillWelcome(Visitor visitor) {
        return keys.stillOpens(visitor.name());
    }

    Keys.Verdict tried(Ask ask) {
        return keys.of(ask.field("key"), ask);
    }

    /** Always a session of its own, and whoever was signed in here before is so no more. */
    String signedIn(String name, Ask ask) {
        tokens(ask).forEach(sessions::close);
        return cookie(sessions.open(name), Sessions.LONGEST.toSeconds(), ask);
    }

    String signedOut(Ask ask) {
        tokens(ask).forEach(sessions::close);
        return cookie("", 0, ask);
    }

    private String cookie(String token, long seconds, Ask ask) {
        return "%s=%s; Path=/console; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(COOKIE, token, seconds, isSecure(ask) ? "; Secure" : "");
    }

    private boolean isSecure(Ask ask) {
        return secure
                || (isTrusted(ask.peer())
                        && ask.header("x-forwarded-proto").filter("https"::equals).isPresent());
    }

    private boolean isTrusted(String peer) {
        InetAddress address = InetAddress.ofLiteral(peer);
        return proxies.stream().anyMatch(block -> block.contains(address));
    }

    private static boolean isLocal(Ask ask) {
        String host = ask.header("host").orElse("");
        return InetAddress.ofLiteral(ask.peer()).isLoopbackAddress()
                && LOOPBACK.contains(host.replaceFirst(":\\d+$", ""));
    }

    /** A browser says where a form was; whoever says nothing is no browser, and has no cookie. */
    static boolean isOwn(Ask ask) {
        Optional<String> site = ask.header("sec-fetch-site");
        if (site.isPresent()) {
            return site.get().equals("same-origin") || site.get().equals("none");
        }
        return ask.header("origin")
                .map(
                        origin ->
                                ask.header("host")
                                        .filter(origin.replaceFirst("^https?://", "")::equals)
                                        .isPresent())
                .orElse(true);
    }

    /** Whether a form is one that this visitor was given. */
    static boolean isGenuine(Ask ask, Visitor who) {
        return isOwn(ask)
                && MessageDigest.isEqual(
                        who.proof().getBytes(UTF_8), ask.field("proof").getBytes(UTF_8));
    }
}
