package io.quill.events.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.platform.http.AccessToken;
import io.quill.platform.http.ApiOrigin;
import io.quill.platform.http.HttpTransport;
import io.quill.platform.http.RestRequest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** HubSpot's API, as far as counting needs it. It never waits; its results say how long to wait. */
public final class Crm {
    public static final int MOST_IDS = 100;

    private static final int OWNERS_A_PAGE = 100;
    private static final int FOUND_A_PAGE = 200;
    private static final String OBJECTS = "/crm/v3/objects/";

    private final HubSpotClient hubSpotClient;
    private final ApiOrigin apiOrigin;

    public Crm(
            HttpTransport httpTransport,
            ApiOrigin apiOrigin,
            AccessToken token,
            HubSpotLimits hubSpotLimits,
            InstantSource clock) {
        this.hubSpotClient = new HubSpotClient(httpTransport, token, hubSpotLimits, clock);
        this.apiOrigin = apiOrigin;
    }

    /** Returns the records of at most MOST_IDS ids; those that HubSpot lacks are left out. */
    public HubSpotResult<List<CrmRecord>> read(ObjectType type, List<String> ids) {
        ObjectNode body = bodyWithProperties(type);
        ArrayNode inputs = body.putArray("inputs");
        ids.forEach(id -> inputs.addObject().put("id", id));
        return hubSpotClient.call(post(type, "/batch/read", body)).map(told -> records(type, told));
    }

    /**
     * Returns the next records created since a time, ordered by id. Reading on from an id has no
     * limit at 10,000 records and no trouble with equal times.
     */
    public HubSpotResult<List<CrmRecord>> created(ObjectType type, Instant since, String behindId) {
        ObjectNode body = bodyWithProperties(type).put("limit", FOUND_A_PAGE);
        ArrayNode filters = body.putArray("filterGroups").addObject().putArray("filters");
        filter(filters, type.created, "GTE", Long.toString(since.toEpochMilli()));
        filter(filters, "hs_object_id", "GT", behindId);
        body.putArray("sorts")
                .addObject()
                .put("propertyName", "hs_object_id")
                .put("direction", "ASCENDING");
        return hubSpotClient.search(post(type, "/search", body)).map(told -> records(type, told));
    }

    /** Returns the portal that the token belongs to. */
    public HubSpotResult<String> portal() {
        return hubSpotClient
                .call(RestRequest.get(apiOrigin.resolve("/account-info/v3/details")))
                .then(
                        told ->
                                told.path("portalId").asText().matches("\\d{1,19}")
                                        ? new HubSpotResult.Given<>(told.path("portalId").asText())
                                        : new HubSpotResult.Refused<>("HubSpot names no portal"));
    }

    /** All of them, those who left included. */
    HubSpotResult<Map<String, Owner>> owners() {
        Map<String, Owner> all = new HashMap<>();
        return owners(true, "", all).then(_ -> owners(false, "", all)).map(_ -> Map.copyOf(all));
    }

    private HubSpotResult<String> owners(boolean archived, String behind, Map<String, Owner> all) {
        Map<String, String> query = new HashMap<>();
        query.put("limit", Integer.toString(OWNERS_A_PAGE));
        query.put("archived", Boolean.toString(archived));
        if (!behind.isEmpty()) {
            query.put("after", behind);
        }
        HubSpotResult<String> next =
                hubSpotClient
                        .call(RestRequest.get(apiOrigin.resolve("/crm/v3/owners", query)))
                        .map(page -> addOwners(page, archived, all));
        return next.then(
                after ->
                        after.isEmpty() || after.equals(behind)
                                ? next
                                : owners(archived, after, all));
    }

    private static String addOwners(JsonNode page, boolean archived, Map<String, Owner> all) {
        for (JsonNode each : page.path("results")) {
            String name = (text(each, "firstName") + " " + text(each, "lastName")).strip();
            String email = text(each, "email").toLowerCase(Locale.ROOT);
            all.put(text(each, "id"), new Owner(text(each, "id"), name, email, archived));
        }
        return page.path("paging").path("next").path("after").asText();
    }

    private RestRequest post(ObjectType type, String what, ObjectNode body) {
        return RestRequest.post(apiOrigin.resolve(OBJECTS + type.path + what), body.toString());
    }

    private static ObjectNode bodyWithProperties(ObjectType type) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode properties = body.putArray("properties");
        type.properties().forEach(properties::add);
        return body;
    }

    private static void filter(ArrayNode filters, String name, String operator, String value) {
        filters.addObject().put("propertyName", name).put("operator", operator).put("value", value);
    }

    private static List<CrmRecord> records(ObjectType type, JsonNode told) {
        List<CrmRecord> records = new ArrayList<>();
        for (JsonNode each : told.path("results")) {
            Map<String, String> properties = new HashMap<>();
            properties(each)
                    .filter(property -> !property.getValue().isNull())
                    .forEach(
                            property ->
                                    properties.put(
                                            property.getKey(),
                                            property.getValue().asText().strip()));
            records.add(new CrmRecord(type, text(each, "id"), properties));
        }
        return records;
    }

    private static Stream<Map.Entry<String, JsonNode>> properties(JsonNode record) {
        return StreamSupport.stream(record.path("properties").properties().spliterator(), false);
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? "" : value.asText().strip();
    }
}
