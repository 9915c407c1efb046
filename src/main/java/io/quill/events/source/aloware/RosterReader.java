package io.quill.events.source.aloware;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.HttpTransport;
import io.quill.platform.http.RestRequest;
import io.quill.platform.http.RestResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads Aloware's users and the members of a ring group. The token is in the query, so addresses
 * must not be logged.
 */
public final class RosterReader {
    private static final Logger LOG = LoggerFactory.getLogger(RosterReader.class);
    private static final String BASE = "/api/v1/webhook/";
    private static final String TOKEN =
            " Set ALOWARE_API_TOKEN to the token of Aloware's settings, under Integrations.";

    private final HttpTransport httpTransport;
    private final ApiOrigin apiOrigin;
    private final AccessToken token;

    public RosterReader(HttpTransport httpTransport, ApiOrigin apiOrigin, AccessToken token) {
        this.httpTransport = httpTransport;
        this.apiOrigin = apiOrigin;
        this.token = token;
    }

    public AlowareRoster users() {
        return read("users", Map.of(), "ALOWARE_API_URL");
    }

    /** Reads the members of a ring group, available or not. */
    public AlowareRoster ringGroup(String id) {
        return read(
                "ring-group/availability", Map.of("ring_group_id", id), "ALOWARE_RING_GROUP_ID");
    }

    private AlowareRoster read(String path, Map<String, String> query, String setting) {
        RestResult restResult = ask(path, query);
        if (mayBeTokenError(restResult) && token.refresh()) {
            restResult = ask(path, query);
        }
        return switch (restResult) {
            case RestResult.NoAnswer(String why) ->
                    new AlowareRoster.Unread(
                            "Aloware did not answer ("
                                    + why
                                    + "). It will be asked again; if this lasts, check"
                                    + " ALOWARE_API_URL and the way there.");
            case RestResult.Answer answer -> interpret(answer, setting);
        };
    }

    private RestResult ask(String path, Map<String, String> query) {
        Map<String, String> all = new HashMap<>(query);
        all.put("api_token", token.value());
        return httpTransport.send(RestRequest.get(apiOrigin.resolve(BASE + path, all)));
    }

    /**
     * Returns whether the token may be wrong; Aloware answers with a web page then, as it does for
     * an unknown path.
     */
    private static boolean mayBeTokenError(RestResult restResult) {
        return restResult instanceof RestResult.Answer answer
                && (answer.status() == 401
                        || answer.status() == 403
                        || (answer.status() == 200 && answer.json().isEmpty()));
    }

    private static AlowareRoster interpret(RestResult.Answer answer, String setting) {
        return switch (answer.status()) {
            case 200 ->
                    answer.json()
                            .map(body -> members(body, setting))
                            .orElseGet(
                                    () ->
                                            new AlowareRoster.Unread(
                                                    "Aloware answered with a page instead of data:"
                                                            + " the token is wrong or ALOWARE_API_URL"
                                                            + " is not its address."
                                                            + TOKEN));
            case 401, 403 -> new AlowareRoster.Unread("Aloware refuses the token." + TOKEN);
            case 404 ->
                    new AlowareRoster.Unread("Aloware knows no such thing: check " + setting + ".");
            default ->
                    new AlowareRoster.Unread(
                            "Aloware answered " + answer.status() + "; it will be asked again.");
        };
    }

    private static AlowareRoster members(JsonNode body, String setting) {
        JsonNode list = body.isArray() ? body : body.path("test_results");
        Map<String, AlowareUser> members = new LinkedHashMap<>();
        int unusable = 0;
        for (JsonNode each : list) {
            String id = text(each, "id");
            if (id.matches("[1-9]\\d{0,18}")) {
                String email = text(each, "email").toLowerCase(Locale.ROOT);
                members.putIfAbsent(id, new AlowareUser(id, text(each, "name"), email));
            } else {
                unusable++;
            }
        }
        if (unusable > 0) {
            LOG.warn("Aloware lists {} users without a usable id; they are left out", unusable);
        }
        return members.isEmpty()
                ? new AlowareRoster.Unread("Aloware lists nobody: check " + setting + ".")
                : new AlowareRoster.Members(List.copyOf(members.values()));
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? "" : value.asText().strip();
    }
}
