package io.quill.sandbox.hubspot;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stand-in of HubSpot: owners, batch reads and searches. */
public final class HubSpot implements RequestHandler {
    public static final String SYSTEM = "hubspot";
    public static final String PORTAL = "62515";

    private static final Pattern OWNERS =
            Pattern.compile("/crm/(?:v3/owners|owners/\\d{4}-\\d{2})/?(?<id>\\d*)");
    private static final Pattern OBJECTS =
            Pattern.compile(
                    "/crm/(?:v3/objects|objects/\\d{4}-\\d{2})/(?<type>[\\w-]+)"
                            + "/(?<what>batch/read|search)");

    private final CallHandler callHandler;
    private final String token;
    private final Crm crm = new Crm();
    private final OwnerEndpoint ownerEndpoint;
    private final CrmObjectEndpoint crmObjectEndpoint;
    private volatile HubSpotRateLimits hubSpotRateLimits = new HubSpotRateLimits();
    private volatile HubSpotSwitches switches = HubSpotSwitches.STRICT;

    public HubSpot(CallHandler callHandler, String token) {
        this.callHandler = callHandler;
        this.token = token;
        this.ownerEndpoint = new OwnerEndpoint(callHandler, crm);
        this.crmObjectEndpoint = new CrmObjectEndpoint(callHandler, crm);
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
        crm.put(new CrmObject(name, id, known, callHandler.now(), callHandler.now(), false));
    }

    /** Changes properties of what is there; the time of its last change follows. */
    public void change(String type, String id, Map<String, String> properties) {
        crm.change(type, id, properties, callHandler.now());
    }

    public void archive(String type, String id) {
        crm.archive(type, id, callHandler.now());
    }

    public Optional<CrmObject> object(String type, String id) {
        return crm.find(type, id);
    }

    public List<Owner> owners(boolean archived) {
        return crm.owners(archived);
    }

    public void clear() {
        crm.clear();
        hubSpotRateLimits = new HubSpotRateLimits();
    }

    @Override
    public SandboxReply answer(SandboxRequest sandboxRequest) {
        Matcher owner = OWNERS.matcher(sandboxRequest.path());
        if (sandboxRequest.method().equals("GET") && owner.matches()) {
            String id = owner.group("id");
            return id.isEmpty()
                    ? serve(
                            "owners",
                            "",
                            sandboxRequest,
                            () -> ownerEndpoint.page(sandboxRequest, switches))
                    : serve(
                            "owner",
                            id,
                            sandboxRequest,
                            () -> ownerEndpoint.one(id, sandboxRequest));
        }
        if (sandboxRequest.method().equals("GET")
                && sandboxRequest.path().equals("/account-info/v3/details")) {
            return serve("account", "", sandboxRequest, HubSpot::account);
        }
        Matcher object = OBJECTS.matcher(sandboxRequest.path());
        if (sandboxRequest.method().equals("POST") && object.matches()) {
            String type = Crm.type(object.group("type"));
            return object.group("what").equals("search")
                    ? serve(
                            "search",
                            type,
                            sandboxRequest,
                            () -> crmObjectEndpoint.search(type, sandboxRequest, switches))
                    : serve(
                            "batchRead",
                            type,
                            sandboxRequest,
                            () -> crmObjectEndpoint.batch(type, sandboxRequest, switches));
        }
        return HubSpotErrors.notFound(callHandler.newId());
    }

    private static SandboxReply.Answer account() {
        return SandboxReply.json(200, SandboxJson.object().put("portalId", Long.parseLong(PORTAL)));
    }

    private SandboxReply serve(
            String operation,
            String target,
            SandboxRequest sandboxRequest,
            Supplier<SandboxReply.Answer> work) {
        return callHandler.serve(
                new ServiceCall(SYSTEM, operation, target),
                () -> admitted(operation.equals("search"), sandboxRequest, work),
                this::refused);
    }

    private SandboxReply admitted(
            boolean search, SandboxRequest sandboxRequest, Supplier<SandboxReply.Answer> work) {
        if (!sandboxRequest.header("Authorization").orElse("").equals("Bearer " + token)) {
            return HubSpotErrors.unauthenticated(callHandler.newId());
        }
        HubSpotSwitches now = switches;
        SandboxReply.Answer answer =
                hubSpotRateLimits
                        .over(search, callHandler.now(), now, callHandler.newId())
                        .orElseGet(work);
        return search ? answer : hubSpotRateLimits.told(answer, callHandler.now(), now);
    }

    private SandboxReply refused(InjectedFault injectedFault) {
        SandboxReply.Answer answer =
                injectedFault.status() == 429
                        ? HubSpotErrors.tooMany(
                                callHandler.newId(),
                                switches.tenSecondPolicy(),
                                "You have reached your ten_secondly_rolling limit.")
                        : HubSpotErrors.of(
                                injectedFault.status(),
                                "INTERNAL",
                                callHandler.newId(),
                                "internal error");
        return injectedFault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(injectedFault.retryAfter()));
    }
}
