package io.quill.sandbox.aloware;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Stand-in of Aloware: users and members of ring groups. The token is in the query, not in a
 * header.
 */
public final class Aloware implements RequestHandler {
    public static final String SYSTEM = "aloware";

    private static final String BASE = "/api/v1/webhook/";

    private final CallHandler callHandler;
    private final String token;
    private final Map<Long, StandInUser> users = new ConcurrentSkipListMap<>();
    private final Map<Long, List<Long>> ringGroups = new ConcurrentHashMap<>();
    private volatile AlowareSwitches switches = AlowareSwitches.STRICT;

    public Aloware(CallHandler callHandler, String token) {
        this.callHandler = callHandler;
        this.token = token;
    }

    public AlowareSwitches switches() {
        return switches;
    }

    public void switches(AlowareSwitches wanted) {
        switches = wanted;
    }

    /** Adds a user, or changes the one of this id. */
    public void put(StandInUser standInUser) {
        users.put(standInUser.id(), standInUser);
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

    public List<StandInUser> users() {
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
    public SandboxReply answer(SandboxRequest sandboxRequest) {
        callHandler.pause(Duration.ofMillis(switches.latencyMillis()));
        String path = sandboxRequest.path();
        if (sandboxRequest.method().equals("GET") && path.equals(BASE + "users")) {
            return serve("users", "", () -> known(sandboxRequest, this::told));
        }
        if (sandboxRequest.method().equals("GET")
                && path.equals(BASE + "ring-group/availability")) {
            String group = sandboxRequest.query("ring_group_id").orElse("");
            return serve("availability", group, () -> known(sandboxRequest, () -> members(group)));
        }
        return serve("page", path, Aloware::page);
    }

    private SandboxReply serve(String operation, String target, Supplier<SandboxReply> work) {
        return callHandler.serve(
                new ServiceCall(SYSTEM, operation, target), work, Aloware::refused);
    }

    private static SandboxReply refused(InjectedFault injectedFault) {
        SandboxReply.Answer answer =
                SandboxReply.json(
                        injectedFault.status(),
                        SandboxJson.object().put("message", "Server Error"));
        return injectedFault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(injectedFault.retryAfter()));
    }

    private SandboxReply known(SandboxRequest sandboxRequest, Supplier<SandboxReply> work) {
        if (sandboxRequest.query("api_token").orElse("").equals(token)) {
            return work.get();
        }
        return switch (switches.wrongToken()) {
            case UNAUTHENTICATED ->
                    SandboxReply.json(401, SandboxJson.object().put("message", "Unauthenticated."));
            case PAGE -> page();
        };
    }

    private SandboxReply told() {
        ArrayNode all = SandboxJson.array();
        for (StandInUser standInUser : users.values()) {
            all.addObject()
                    .put("id", standInUser.id())
                    .put("name", standInUser.name())
                    .put("email", standInUser.email())
                    .put("agent_status", standInUser.status().number)
                    .put("human_readable_agent_status", standInUser.status().words);
        }
        return SandboxReply.json(200, all);
    }

    private SandboxReply members(String group) {
        List<Long> members = group.matches("\\d{1,18}") ? members(Long.parseLong(group)) : null;
        if (members == null) {
            return switch (switches.unknownRingGroup()) {
                case NOT_FOUND ->
                        SandboxReply.json(404, SandboxJson.object().put("message", "Not found."));
                case NO_MEMBERS -> availability(List.of());
            };
        }
        return availability(members.stream().map(users::get).filter(Objects::nonNull).toList());
    }

    private @Nullable List<Long> members(long group) {
        return ringGroups.get(group);
    }

    private static SandboxReply availability(List<StandInUser> members) {
        ObjectNode body = SandboxJson.object();
        ArrayNode results = body.putArray("test_results");
        for (StandInUser member : members) {
            ObjectNode each =
                    results.addObject()
                            .put("id", member.id())
                            .put("failed_to_route", member.status() != StandInUser.Status.AVAILABLE)
                            .put("order", results.size())
                            .put("name", member.name())
                            .put("email", member.email());
            each.putObject("reasons");
            each.put("answer_by", "browser").put("agent_status", member.status().number);
        }
        return SandboxReply.json(200, body);
    }

    /** Paths that do not exist answer 200 with the web application: a client must look twice. */
    private static SandboxReply page() {
        return SandboxReply.typed(
                200,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html><html><body><div id=\"app\"></div></body></html>".getBytes(UTF_8));
    }
}
