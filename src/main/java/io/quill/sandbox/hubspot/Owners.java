package io.quill.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;

import java.util.List;

/** The list of owners, page by page, and one owner by either of two ids. */
final class Owners {
    private static final String SINCE = "2024-01-01T00:00:00.000Z";

    private final Desk desk;
    private final Crm crm;

    Owners(Desk desk, Crm crm) {
        this.desk = desk;
        this.crm = crm;
    }

    Reply.Answer page(Request request, HubSpotSwitches switches) {
        int most = switches.ownersPerPage();
        int limit = number(request, "limit", 100);
        int after = number(request, "after", 0);
        if (limit < 1 || limit > most) {
            return Problem.validation(desk.newId(), "The limit is between 1 and " + most + ".");
        }
        String email = request.query("email").orElse("");
        List<Owner> all =
                crm.owners(isArchived(request)).stream()
                        .filter(each -> email.isEmpty() || each.email().equalsIgnoreCase(email))
                        .toList();
        ObjectNode body = Json.object();
        ArrayNode results = body.putArray("results");
        all.stream().skip(after).limit(limit).forEach(each -> results.add(told(each)));
        if (after + limit < all.size()) {
            String next = Integer.toString(after + limit);
            body.putObject("paging")
                    .putObject("next")
                    .put("after", next)
                    .put("link", "?after=" + next);
        }
        return Reply.json(200, body);
    }

    Reply.Answer one(String id, Request request) {
        boolean byUser = request.query("idProperty").orElse("id").equals("userId");
        return crm.owners(isArchived(request)).stream()
                .filter(each -> (byUser ? each.userId() : each.id()).equals(id))
                .findFirst()
                .map(each -> Reply.json(200, told(each)))
                .orElseGet(() -> Problem.notFound(desk.newId()));
    }

    private static boolean isArchived(Request request) {
        return request.query("archived").orElse("false").equals("true");
    }

    private static int number(Request request, String name, int otherwise) {
        return request.query(name)
                .filter(each -> each.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    /** Of a leaver the user id is null, and the one of before is told beside it. */
    private static ObjectNode told(Owner owner) {
        ObjectNode told =
                Json.object()
                        .put("id", owner.id())
                        .put("email", owner.email())
                        .put("firstName", owner.firstName())
                        .put("lastName", owner.lastName())
                        .put("type", "PERSON")
                        .put("createdAt", SINCE)
                        .put("updatedAt", SINCE)
                        .put("archived", owner.archived())
                        .put("userIdIncludingInactive", Long.parseLong(owner.userId()));
        if (owner.archived()) {
            told.putNull("userId");
        } else {
            told.put("userId", Long.parseLong(owner.userId()));
        }
        return told;
    }
}
