package io.quill.events.source.aloware;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.http.AccessToken;
import io.quill.platform.http.Origin;
import io.quill.platform.http.Reply;
import io.quill.platform.http.Request;
import io.quill.platform.http.Wire;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks Aloware for its users and for the members of a ring group. The token travels in the query,
 * so no address is ever logged.
 */
public final class RosterReader {
    private static final Logger LOG = LoggerFactory.getLogger(RosterReader.class);
    private static final String BASE = "/api/v1/webhook/";
    private static final String TOKEN =
            " Set ALOWARE_API_TOKEN to the token of Aloware's settings, under Integrations.";

    private final Wire wire;
    private final Origin origin;
    private final AccessToken token;

    public RosterReader(Wire wire, Origin origin, AccessToken token) {
        this.wire = wire;
        this.origin = origin;
        this.token = token;
    }

    public Roster users() {
        return read("users", Map.of(), "ALOWARE_API_URL");
    }

    /** Those who are rung, whether they could answer now or not. */
    public Roster ringGroup(String id) {
        return read(
                "ring-group/availability", Map.of("ring_group_id", id), "ALOWARE_RING_GROUP_ID");
    }

    private Roster read(String path, Map<String, String> query, String setting) {
        Reply reply = ask(path, query);
        if (isAboutTheToken(reply) && token.refresh()) {
            reply = ask(path, query);
        }
        return switch (reply) {
            case Reply.NoAnswer(String why) ->
                    new Roster.Unread(
                            "Aloware did not answer ("
                                    + why
                                    + "). It will be asked again; if this lasts, check"
                                    + " ALOWARE_API_URL and the way there.");
            case Reply.Answer answer -> understood(answer, setting);
        };
    }

    private Reply ask(String path, Map<String, String> query) {
        Map<String, String> all = new HashMap<>(query);
        all.put("api_token", token.value());
        return wire.send(Request.get(origin.at(BASE + path, all)));
    }

    /** A page may stand for a token that is wrong, as for a path that does not exist. */
    private static boolean isAboutTheToken(Reply reply) {
        return reply instanceof Reply.Answer answer
                && (answer.status() == 401
                        || answer.status() == 403
                        || (answer.status() == 200 && answer.json().isEmpty()));
    }

    private static Roster understood(Reply.Answer answer, String setting) {
        return switch (answer.status()) {
            case 200 ->
                    answer.json()
                            .map(body -> members(body, setting))
                            .orElseGet(
                                    () ->
                                            new Roster.Unread(
                                                    "Aloware answered with a page instead of data:"
                                                            + " the token is wrong or ALOWARE_API_URL"
                                                            + " is not its address."
                                                            + TOKEN));
            case 401, 403 -> new Roster.Unread("Aloware refuses the token." + TOKEN);
            case 404 -> new Roster.Unread("Aloware knows no such thing: check " + setting + ".");
            default ->
                    new Roster.Unread(
                            "Aloware answered " + answer.status() + "; it will be asked again.");
        };
    }

    private static Roster members(JsonNode body, String setting) {
        JsonNode list = body.isArray() ? body : body.path("test_results");
        Map<String, Member> members = new LinkedHashMap<>();
        int unusable = 0;
        for (JsonNode each : list) {
            String id = text(each, "id");
            if (id.matches("[1-9]\\d{0,18}")) {
                String email = text(each, "email").toLowerCase(Locale.ROOT);
                members.putIfAbsent(id, new Member(id, text(each, "name"), email));
            } else {
                unusable++;
            }
        }
        if (unusable > 0) {
            LOG.warn("Aloware lists {} users without a usable id; they are left out", unusable);
        }
        return members.isEmpty()
                ? new Roster.Unread("Aloware lists nobody: check " + setting + ".")
                : new Roster.Members(List.copyOf(members.values()));
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? "" : value.asText().strip();
    }
}
