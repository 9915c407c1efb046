package io.quill.sandbox.aloware;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.Call;
import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;
import io.quill.sandbox.web.Site;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Users and the members of ring groups; the token travels in the query, not in a header. */
public final class Aloware implements Site {
    public static final String SYSTEM = "aloware";

    private static final String BASE = "/api/v1/webhook/";

    private final Desk desk;
    private final String token;
    private final Map<Long, User> users = new ConcurrentSkipListMap<>();
    private final Map<Long, List<Long>> ringGroups = new ConcurrentHashMap<>();
    private volatile AlowareSwitches switches = AlowareSwitches.STRICT;

    public Aloware(Desk desk, String token) {
        this.desk = desk;
        this.token = token;
    }

    public AlowareSwitches switches() {
        return switches;
    }

    public void switches(AlowareSwitches wanted) {
        switches = wanted;
    }

    /** Adds a user, or changes the one of this id. */
    public void put(User user) {
        users.put(user.id(), user);
    }

    /** Takes a user away, from the ring groups too. */
    public void remove(long user) {
        users.remove(user);
        ringGroups.replaceAll(
                (_, members) -> members.stream().filter(each -> each != user).toList());
    }

    /** Sets who belongs to a ring group, in the order in which they are rung. */
    public void ringGroup(long id, List<Long> members) {
        ringGroups.put(id, List.copyOf(members));
    }

    public List<User> users() {
        return List.copyOf(users.values());
    }

    public Map<Long, List<Long>> ringGroups() {
        return Map.copyOf(ringGroups);
    }

    public void clear() {
        users.clear();
        ringGroups.clear();
    }

    @Override
    public Reply answer(Request request) {
        desk.letPass(Duration.ofMillis(switches.latencyMillis()));
        String path = request.path();
        if (request.method().equals("GET") && path.equals(BASE + "users")) {
            return serve("users", "", () -> known(request, this::told));
        }
        if (request.method().equals("GET") && path.equals(BASE + "ring-group/availability")) {
            String group = request.query("ring_group_id").orElse("");
            return serve("availability", group, () -> known(request, () -> members(group)));
        }
        return serve("page", path, Aloware::page);
    }

    private Reply serve(String operation, String target, Supplier<Reply> work) {
        return desk.serve(new Call(SYSTEM, operation, target), work, Aloware::refused);
    }

    private static Reply refused(Fault fault) {
        Reply.Answer answer =
                Reply.json(fault.status(), Json.object().put("message", "Server Error"));
        return fault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(fault.retryAfter()));
    }

    private Reply known(Request request, Supplier<Reply> work) {
        if (request.query("api_token").orElse("").equals(token)) {
            return work.get();
        }
        return switch (switches.wrongToken()) {
            case UNAUTHENTICATED ->
                    Reply.json(401, Json.object().put("message", "Unauthenticated."));
            case PAGE -> page();
        };
    }

    private Reply told() {
        ArrayNode all = Json.array();
        for (User user : users.values()) {
            all.addObject()
                    .put("id", user.id())
                    .put("name", user.name())
                    .put("email", user.email())
                    .put("agent_status", user.status().number)
                    .put("human_readable_agent_status", user.status().words);
        }
        return Reply.json(200, all);
    }

    private Reply members(String group) {
        List<Long> members = group.matches("\\d{1,18}") ? members(Long.parseLong(group)) : null;
        if (members == null) {
            return switch (switches.unknownRingGroup()) {
                case NOT_FOUND -> Reply.json(404, Json.object().put("message", "Not found."));
                case NO_MEMBERS -> availability(List.of());
            };
        }
        return availability(members.stream().map(users::get).filter(Objects::nonNull).toList());
    }

    private @Nullable List<Long> members(long group) {
        return ringGroups.get(group);
    }

    private static Reply availability(List<User> members) {
        ObjectNode body = Json.object();
        ArrayNode results = body.putArray("test_results");
        for (User member : members) {
            ObjectNode each =
                    results.addObject()
                            .put("id", member.id())
                            .put("failed_to_route", member.status() != User.Status.AVAILABLE)
                            .put("order", results.size())
                            .put("name", member.name())
                            .put("email", member.email());
            each.putObject("reasons");
            each.put("answer_by", "browser").put("agent_status", member.status().number);
        }
        return Reply.json(200, body);
    }

    /** Paths that do not exist answer 200 with the web application: a client must look twice. */
    private static Reply page() {
        return Reply.typed(
                200,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html><html><body><div id=\"app\"></div></body></html>".getBytes(UTF_8));
    }
}
