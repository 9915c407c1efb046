package io.quill.sandbox.hubspot;

import io.quill.sandbox.desk.Call;
import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;
import io.quill.sandbox.web.Site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Owners, batch reads and searches, under the paths with a version and those with a date. */
public final class HubSpot implements Site {
    public static final String SYSTEM = "hubspot";
    public static final String PORTAL = "62515";

    private static final Pattern OWNERS =
            Pattern.compile("/crm/(?:v3/owners|owners/\\d{4}-\\d{2})/?(?<id>\\d*)");
    private static final Pattern OBJECTS =
            Pattern.compile(
                    "/crm/(?:v3/objects|objects/\\d{4}-\\d{2})/(?<type>[\\w-]+)"
                            + "/(?<what>batch/read|search)");

    private final Desk desk;
    private final String token;
    private final Crm crm = new Crm();
    private final Owners owners;
    private final Objects objects;
    private volatile Rates rates = new Rates();
    private volatile HubSpotSwitches switches = HubSpotSwitches.STRICT;

    public HubSpot(Desk desk, String token) {
        this.desk = desk;
        this.token = token;
        this.owners = new Owners(desk, crm);
        this.objects = new Objects(desk, crm);
    }

    public HubSpotSwitches switches() {
        return switches;
    }

    public void switches(HubSpotSwitches wanted) {
        switches = wanted;
    }

    /** Adds an owner, or changes the one of this id. */
    public void put(Owner owner) {
        crm.put(owner);
    }

    /** Creates a ticket or an e-mail. */
    public void create(String type, String id, Map<String, String> properties) {
        String name = Crm.type(type);
        Map<String, String> known = Map.copyOf(properties);
        crm.put(new CrmObject(name, id, known, desk.now(), desk.now(), false));
    }

    /** Changes properties of what is there; the time of its last change follows. */
    public void change(String type, String id, Map<String, String> properties) {
        crm.change(type, id, properties, desk.now());
    }

    public void archive(String type, String id) {
        crm.archive(type, id, desk.now());
    }

    public Optional<CrmObject> object(String type, String id) {
        return crm.find(type, id);
    }

    public List<Owner> owners(boolean archived) {
        return crm.owners(archived);
    }

    public void clear() {
        crm.clear();
        rates = new Rates();
    }

    @Override
    public Reply answer(Request request) {
        Matcher owner = OWNERS.matcher(request.path());
        if (request.method().equals("GET") && owner.matches()) {
            String id = owner.group("id");
            return id.isEmpty()
                    ? serve("owners", "", request, () -> owners.page(request, switches))
                    : serve("owner", id, request, () -> owners.one(id, request));
        }
        if (request.method().equals("GET") && request.path().equals("/account-info/v3/details")) {
            return serve("account", "", request, HubSpot::account);
        }
        Matcher object = OBJECTS.matcher(request.path());
        if (request.method().equals("POST") && object.matches()) {
            String type = Crm.type(object.group("type"));
            return object.group("what").equals("search")
                    ? serve("search", type, request, () -> objects.search(type, request, switches))
                    : serve(
                            "batchRead",
                            type,
                            request,
                            () -> objects.batch(type, request, switches));
        }
        return Problem.notFound(desk.newId());
    }

    private static Reply.Answer account() {
        return Reply.json(200, Json.object().put("portalId", Long.parseLong(PORTAL)));
    }

    private Reply serve(
            String operation, String target, Request request, Supplier<Reply.Answer> work) {
        return desk.serve(
                new Call(SYSTEM, operation, target),
                () -> admitted(operation.equals("search"), request, work),
                this::refused);
    }

    private Reply admitted(boolean search, Request request, Supplier<Reply.Answer> work) {
        if (!request.header("Authorization").orElse("").equals("Bearer " + token)) {
            return Problem.unauthenticated(desk.newId());
        }
        HubSpotSwitches now = switches;
        Reply.Answer answer = rates.over(search, desk.now(), now, desk.newId()).orElseGet(work);
        return search ? answer : rates.told(answer, desk.now(), now);
    }

    private Reply refused(Fault fault) {
        Reply.Answer answer =
                fault.status() == 429
                        ? Problem.tooMany(
                                desk.newId(),
                                switches.tenSecondPolicy(),
                                "You have reached your ten_secondly_rolling limit.")
                        : Problem.of(fault.status(), "INTERNAL", desk.newId(), "internal error");
        return fault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(fault.retryAfter()));
    }
}
