package io.quill.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.util.List;

/** The list of owners, page by page, and one owner by either of two ids. */
final class OwnerEndpoint {
    private static final String SINCE = "2024-01-01T00:00:00.000Z";

    private final CallHandler callHandler;
    private final Crm crm;

    OwnerEndpoint(CallHandler callHandler, Crm crm) {
        this.callHandler = callHandler;
        this.crm = crm;
    }

    SandboxReply.Answer page(SandboxRequest sandboxRequest, HubSpotSwitches switches) {
        int most = switches.ownersPerPage();
        int limit = number(sandboxRequest, "limit", 100);
        int after = number(sandboxRequest, "after", 0);
        if (limit < 1 || limit > most) {
            return HubSpotErrors.validation(
                    callHandler.newId(), "The limit is between 1 and " + most + ".");
        }
        String email = sandboxRequest.query("email").orElse("");
        List<Owner> all =
                crm.owners(isArchived(sandboxRequest)).stream()
                        .filter(each -> email.isEmpty() || each.email().equalsIgnoreCase(email))
                        .toList();
        ObjectNode body = SandboxJson.object();
        ArrayNode results = body.putArray("results");
        all.stream().skip(after).limit(limit).forEach(each -> results.add(told(each)));
        if (after + limit < all.size()) {
            String next = Integer.toString(after + limit);
            body.putObject("paging")
                    .putObject("next")
                    .put("after", next)
                    .put("link", "?after=" + next);
        }
        return SandboxReply.json(200, body);
    }

    SandboxReply.Answer one(String id, SandboxRequest sandboxRequest) {
        boolean byUser = sandboxRequest.query("idProperty").orElse("id").equals("userId");
        return crm.owners(isArchived(sandboxRequest)).stream()
                .filter(each -> (byUser ? each.userId() : each.id()).equals(id))
                .findFirst()
                .map(each -> SandboxReply.json(200, told(each)))
                .orElseGet(() -> HubSpotErrors.notFound(callHandler.newId()));
    }

    private static boolean isArchived(SandboxRequest sandboxRequest) {
        return sandboxRequest.query("archived").orElse("false").equals("true");
    }

    private static int number(SandboxRequest sandboxRequest, String name, int otherwise) {
        return sandboxRequest
                .query(name)
                .filter(each -> each.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    /** Writes an owner; a leaver's user id is null, and the former one stands beside it. */
    private static ObjectNode told(Owner owner) {
        ObjectNode told =
                SandboxJson.object()
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
