package io.quill.sandbox.nexudus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.Call;
import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.desk.Window;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;
import io.quill.sandbox.web.Site;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Spaces and what is in them: lists in pages, records by their id, and a token for both. */
public final class Nexudus implements Site {
    public static final String SYSTEM = "nexudus";

    private static final String BASE = "/api/";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Desk desk;
    private final Keys keys;
    private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
    private final Window asked = new Window(MINUTE);
    private volatile NexudusSwitches switches = NexudusSwitches.SEEN;

    public Nexudus(Desk desk, String user, String password) {
        this.desk = desk;
        this.keys = new Keys(desk, user, password);
        for (Kind kind : Kind.values()) {
            shelves.put(kind, new Shelf());
        }
    }

    public NexudusSwitches switches() {
        return switches;
    }

    public void switches(NexudusSwitches wanted) {
        switches = wanted;
    }

    /** Adds a record, or replaces the one of this id, as it is. */
    public void put(Kind kind, ObjectNode record) {
        shelf(kind).put(record);
    }

    /** Changes some fields of a record, and with them the time of its change. */
    public void change(Kind kind, long id, ObjectNode fields) {
        Row row = shelf(kind).find(id).orElseThrow();
        ObjectNode changed = row.record();
        fields.properties().forEach(each -> changed.set(each.getKey(), each.getValue()));
        changed.put("UpdatedOn", text(desk.now()));
        shelf(kind).put(changed);
    }

    public void delete(Kind kind, long id) {
        shelf(kind).remove(id);
    }

    public long count(Kind kind) {
        return shelf(kind).size();
    }

    /** The record as its own path shows it, to the letter. */
    public Optional<String> shown(Kind kind, long id) {
        return shelf(kind).find(id).map(row -> new String(row.whole(), UTF_8));
    }

    public Optional<ObjectNode> find(Kind kind, long id) {
        return shelf(kind).find(id).map(Row::record);
    }

    /** Tokens that were given no longer open anything. */
    public void revokeTokens() {
        keys.revoke();
    }

    /** What came with tokens no longer gets others. */
    public void forgetRefreshTokens() {
        keys.forgetRefreshing();
    }

    public void clear() {
        shelves.values().forEach(Shelf::clear);
        switches = NexudusSwitches.SEEN;
    }

    static String text(Instant time) {
        return time.toString();
    }

    private Shelf shelf(Kind kind) {
        Shelf shelf = shelves.get(kind);
        if (shelf == null) {
            throw new IllegalStateException(kind + " has no shelf");
        }
        return shelf;
    }

    @Override
    public Reply answer(Request request) {
        desk.letPass(Duration.ofMillis(switches.latencyMillis()));
        String path =
                request.path().startsWith(BASE) ? request.path().substring(BASE.length()) : "";
        if (request.method().equals("POST") && path.equals("token")) {
            return serve("token", "", () -> keys.token(request, switches));
        }
        if (!request.method().equals("GET")) {
            return problem(405, "The requested resource does not support this method.");
        }
        return Kind.at(path)
                .map(
                        kind ->
                                serve(
                                        "list",
                                        path,
                                        () -> admitted(request, () -> list(kind, request))))
                .orElseGet(() -> one(path, request));
    }

    private Reply one(String path, Request request) {
        int slash = path.lastIndexOf('/');
        String id = path.substring(slash + 1);
        Optional<Kind> kind = slash < 0 ? Optional.empty() : Kind.at(path.substring(0, slash));
        if (kind.isEmpty() || !id.matches("\\d{1,18}")) {
            return problem(404, "No resource was found.");
        }
        return serve(
                "get", path, () -> admitted(request, () -> one(kind.get(), Long.parseLong(id))));
    }

    private Reply serve(String operation, String target, Supplier<Reply> work) {
        return desk.serve(new Call(SYSTEM, operation, target), work, Nexudus::refused);
    }

    private static Reply refused(Fault fault) {
        Reply.Answer answer = problem(fault.status(), "An error has occurred.");
        return fault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(fault.retryAfter()));
    }

    private Reply admitted(Request request, Supplier<Reply> work) {
        if (!keys.open(request)) {
            return problem(401, "Authorization has been denied for this request.");
        }
        return isTooMuch() ? tooMany() : work.get();
    }

    private boolean isTooMuch() {
        int most = switches.mostPerMinute();
        synchronized (asked) {
            boolean over =
                    most > 0
                            && asked.untilRoom(Window.Kind.ROLLING, desk.now(), 1, most)
                                    .isPresent();
            if (!over && most > 0) {
                asked.add(desk.now(), 1);
            }
            return over;
        }
    }

    private Reply tooMany() {
        Reply.Answer answer = problem(429, "Too many requests.");
        long seconds = switches.retryAfterSeconds();
        return seconds < 0 ? answer : answer.with("Retry-After", Long.toString(seconds));
    }

    private Reply list(Kind kind, Request request) {
        if (switches.forbidden().contains(kind.role())) {
            return problem(403, "The user does not have the role " + kind.role() + ".");
        }
        try {
            Listing listing = Listing.of(kind, request.queries());
            return listing.page() > switches.deepestPage()
                    ? problem(403, "Forbidden")
                    : listing.answer(shelf(kind));
        } catch (IllegalArgumentException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply one(Kind kind, long id) {
        return shelf(kind)
                .find(id)
                .<Reply>map(row -> Reply.typed(200, "application/json", row.whole()))
                .orElseGet(() -> problem(404, "No resource was found."));
    }

    private static Reply.Answer problem(int status, String message) {
        return Reply.json(status, Json.object().put("Message", message));
    }
}
