package io.quill.sandbox.nexudus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.RateWindow;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Stand-in of Nexudus: paged lists, records by id, and tokens. */
public final class Nexudus implements RequestHandler {
    public static final String SYSTEM = "nexudus";

    private static final String BASE = "/api/";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CallHandler callHandler;
    private final NexudusTokens nexudusTokens;
    private final Map<NexudusType, RecordCollection> shelves = new EnumMap<>(NexudusType.class);
    private final RateWindow asked = new RateWindow(MINUTE);
    private volatile NexudusSwitches switches = NexudusSwitches.SEEN;

    public Nexudus(CallHandler callHandler, String user, String password) {
        this.callHandler = callHandler;
        this.nexudusTokens = new NexudusTokens(callHandler, user, password);
        for (NexudusType nexudusType : NexudusType.values()) {
            shelves.put(nexudusType, new RecordCollection());
        }
    }

    public NexudusSwitches switches() {
        return switches;
    }

    public void switches(NexudusSwitches wanted) {
        switches = wanted;
    }

    /** Adds a record, or replaces the one of this id, as it is. */
    public void put(NexudusType nexudusType, ObjectNode record) {
        shelf(nexudusType).put(record);
    }

    /** Changes some fields of a record, and with them the time of its change. */
    public void change(NexudusType nexudusType, long id, ObjectNode fields) {
        NexudusRecord nexudusRecord = shelf(nexudusType).find(id).orElseThrow();
        ObjectNode changed = nexudusRecord.record();
        fields.properties().forEach(each -> changed.set(each.getKey(), each.getValue()));
        changed.put("UpdatedOn", text(callHandler.now()));
        shelf(nexudusType).put(changed);
    }

    public void delete(NexudusType nexudusType, long id) {
        shelf(nexudusType).remove(id);
    }

    public long count(NexudusType nexudusType) {
        return shelf(nexudusType).size();
    }

    /** The record as its own path shows it, to the letter. */
    public Optional<String> shown(NexudusType nexudusType, long id) {
        return shelf(nexudusType)
                .find(id)
                .map(nexudusRecord -> new String(nexudusRecord.whole(), UTF_8));
    }

    public Optional<ObjectNode> find(NexudusType nexudusType, long id) {
        return shelf(nexudusType).find(id).map(NexudusRecord::record);
    }

    /** Tokens that were given no longer open anything. */
    public void revokeTokens() {
        nexudusTokens.revoke();
    }

    /** Forgets the refresh tokens: those issued so far no longer get new ones. */
    public void forgetRefreshTokens() {
        nexudusTokens.forgetRefreshing();
    }

    public void clear() {
        shelves.values().forEach(RecordCollection::clear);
        switches = NexudusSwitches.SEEN;
    }

    static String text(Instant time) {
        return time.toString();
    }

    private RecordCollection shelf(NexudusType nexudusType) {
        RecordCollection recordCollection = shelves.get(nexudusType);
        if (recordCollection == null) {
            throw new IllegalStateException(nexudusType + " has no shelf");
        }
        return recordCollection;
    }

    @Override
    public SandboxReply answer(SandboxRequest sandboxRequest) {
        callHandler.pause(Duration.ofMillis(switches.latencyMillis()));
        String path =
                sandboxRequest.path().startsWith(BASE)
                        ? sandboxRequest.path().substring(BASE.length())
                        : "";
        if (sandboxRequest.method().equals("POST") && path.equals("token")) {
            return serve("token", "", () -> nexudusTokens.token(sandboxRequest, switches));
        }
        if (!sandboxRequest.method().equals("GET")) {
            return problem(405, "The requested resource does not support this method.");
        }
        return NexudusType.at(path)
                .map(
                        nexudusType ->
                                serve(
                                        "list",
                                        path,
                                        () ->
                                                admitted(
                                                        sandboxRequest,
                                                        () -> list(nexudusType, sandboxRequest))))
                .orElseGet(() -> one(path, sandboxRequest));
    }

    private SandboxReply one(String path, SandboxRequest sandboxRequest) {
        int slash = path.lastIndexOf('/');
        String id = path.substring(slash + 1);
        Optional<NexudusType> kind =
                slash < 0 ? Optional.empty() : NexudusType.at(path.substring(0, slash));
        if (kind.isEmpty() || !id.matches("\\d{1,18}")) {
            return problem(404, "No resource was found.");
        }
        return serve(
                "get",
                path,
                () -> admitted(sandboxRequest, () -> one(kind.get(), Long.parseLong(id))));
    }

    private SandboxReply serve(String operation, String target, Supplier<SandboxReply> work) {
        return callHandler.serve(
                new ServiceCall(SYSTEM, operation, target), work, Nexudus::refused);
    }

    private static SandboxReply refused(InjectedFault injectedFault) {
        SandboxReply.Answer answer = problem(injectedFault.status(), "An error has occurred.");
        return injectedFault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(injectedFault.retryAfter()));
    }

    private SandboxReply admitted(SandboxRequest sandboxRequest, Supplier<SandboxReply> work) {
        if (!nexudusTokens.open(sandboxRequest)) {
            return problem(401, "Authorization has been denied for this request.");
        }
        return isTooMuch() ? tooMany() : work.get();
    }

    private boolean isTooMuch() {
        int most = switches.mostPerMinute();
        synchronized (asked) {
            boolean over =
                    most > 0
                            && asked.untilRoom(RateWindow.Kind.ROLLING, callHandler.now(), 1, most)
                                    .isPresent();
            if (!over && most > 0) {
                asked.add(callHandler.now(), 1);
            }
            return over;
        }
    }

    private SandboxReply tooMany() {
        SandboxReply.Answer answer = problem(429, "Too many requests.");
        long seconds = switches.retryAfterSeconds();
        return seconds < 0 ? answer : answer.with("Retry-After", Long.toString(seconds));
    }

    private SandboxReply list(NexudusType nexudusType, SandboxRequest sandboxRequest) {
        if (switches.forbidden().contains(nexudusType.role())) {
            return problem(403, "The user does not have the role " + nexudusType.role() + ".");
        }
        try {
            ListRequest listRequest = ListRequest.of(nexudusType, sandboxRequest.queries());
            return listRequest.page() > switches.deepestPage()
                    ? problem(403, "Forbidden")
                    : listRequest.answer(shelf(nexudusType));
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private SandboxReply one(NexudusType nexudusType, long id) {
        return shelf(nexudusType)
                .find(id)
                .<SandboxReply>map(
                        nexudusRecord ->
                                SandboxReply.typed(200, "application/json", nexudusRecord.whole()))
                .orElseGet(() -> problem(404, "No resource was found."));
    }

    private static SandboxReply.Answer problem(int status, String message) {
        return SandboxReply.json(status, SandboxJson.object().put("Message", message));
    }
}
