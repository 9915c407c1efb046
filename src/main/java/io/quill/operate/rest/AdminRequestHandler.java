package io.quill.operate.rest;

import io.quill.operate.access.AccessControl;
import io.quill.operate.access.AccessDecision;
import io.quill.operate.access.AccessDenial;
import io.quill.operate.access.AdminRequest;
import io.quill.operate.access.Caller;
import io.quill.operate.access.audit.ActionResult;
import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.AuditedAction;
import io.quill.operate.access.audit.RejectionAudit;
import io.quill.operate.rest.once.RequestIdRepository;
import io.quill.platform.http.SenderClass;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/** Handles admin requests in the steps that the route names. */
public final class AdminRequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRequestHandler.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final int LONGEST_ID = 256;
    private static final String WEBHOOK_ID = "webhook-id";

    private final AccessControl door;
    private final RejectionAudit rejectionAudit;
    private final OperationCatalogue operationCatalogue;
    private final Audit audit;

    public AdminRequestHandler(
            AccessControl door,
            RejectionAudit rejectionAudit,
            OperationCatalogue operationCatalogue,
            Audit audit) {
        this.door = door;
        this.rejectionAudit = rejectionAudit;
        this.operationCatalogue = operationCatalogue;
        this.audit = audit;
    }

    /**
     * Authenticates and parses a request; returns the call, or the reply to a request that is
     * refused.
     */
    public Object admit(AdminRequest adminRequest) {
        return guarded(
                adminRequest,
                () ->
                        switch (door.admit(adminRequest)) {
                            case AccessDecision.Admitted _
                                    when !adminRequest.all(SenderClass.UNREAD).isEmpty() ->
                                    bodyNotRead();
                            case AccessDecision.Admitted(Caller caller) ->
                                    parse(adminRequest, caller);
                            case AccessDecision.Refused(AccessDenial why, String address) -> {
                                rejectionAudit.count(adminRequest, why, address);
                                yield refused(why);
                            }
                        });
    }

    /** Returns the reply to a sender whose key became valid while its body was skipped. */
    private static AdminReply bodyNotRead() {
        return AdminReply.retryLater(Problem.ofStatus(503, "Service Unavailable"), COME_AGAIN);
    }

    private static AdminReply refused(AccessDenial why) {
        Problem problem =
                Problem.ofStatus(
                        why.status(),
                        switch (why.status()) {
                            case 403 -> "Forbidden";
                            case 409 -> "Conflict";
                            case 429 -> "Too Many Requests";
                            default -> "Unauthorized";
                        });
        return switch (why.status()) {
            case 401 -> AdminReply.of(problem).with("WWW-Authenticate", "ApiKey realm=\"quill\"");
            case 429 -> AdminReply.retryLater(problem, Duration.ofMinutes(1));
            default -> AdminReply.of(problem);
        };
    }

    private Object parse(AdminRequest adminRequest, Caller caller) {
        try {
            OperationCall operationCall = operationCatalogue.call(adminRequest, caller);
            if (caller.way() == Caller.Way.WEBHOOK && !operationCall.operation().byWebhooks()) {
                rejectionAudit.count(adminRequest, AccessDenial.NOT_COVERED, caller.address());
                throw new InvalidRequestException(
                        refused(AccessDenial.NOT_COVERED), "Unauthorized");
            }
            id(operationCall);
            return operationCall;
        } catch (InvalidRequestException e) {
            // an id that was signed is used up by whatever carried it
            return caller.way() == Caller.Way.WEBHOOK
                    ? OperationCall.answered(adminRequest, caller, e.reply())
                    : e.reply();
        }
    }

    /**
     * Returns the id under which the call is performed once; Standard Webhooks headers contain one.
     */
    public String id(OperationCall operationCall) {
        if (operationCall.caller().way() == Caller.Way.WEBHOOK) {
            return operationCall.request().header(WEBHOOK_ID).orElseThrow();
        }
        if (!operationCall.operation().verb().changes()) {
            return RequestIdRepository.WITHOUT;
        }
        return single(operationCall.request(), "idempotency-key")
                .or(() -> single(operationCall.request(), WEBHOOK_ID))
                .orElse(RequestIdRepository.WITHOUT);
    }

    private static Optional<String> single(AdminRequest adminRequest, String name) {
        if (adminRequest.all(name).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> id = adminRequest.header(name).filter(AdminRequestHandler::isId);
        if (id.isEmpty()) {
            throw new InvalidRequestException(
                    Problem.badRequest(
                            name + " must be sent once, with 1 to " + LONGEST_ID + " characters"));
        }
        return id;
    }

    private static boolean isId(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST_ID
                && id.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    /** Performs the call and writes its start and its outcome to the audit. */
    public AdminReply perform(OperationCall operationCall) {
        return (AdminReply)
                guarded(
                        operationCall.request(),
                        () ->
                                operationCall.operation().verb().changes()
                                        ? audited(operationCall)
                                        : served(operationCall));
    }

    private AdminReply audited(OperationCall operationCall) {
        String entry = audit.begin(auditedAction(operationCall), operationCall.request().body());
        AdminReply adminReply = served(operationCall);
        audit.complete(entry, result(adminReply));
        return adminReply;
    }

    private static AuditedAction auditedAction(OperationCall operationCall) {
        String path = String.join(" ", operationCall.pathValues());
        String target = (operationCall.operation().target() + " " + path).strip();
        return new AuditedAction(
                operationCall.caller(),
                operationCall.operation().id(),
                target,
                operationCall.request().id());
    }

    private static ActionResult result(AdminReply adminReply) {
        return new ActionResult(
                adminReply.status(), adminReply.words(), adminReply.counts(), adminReply.run());
    }

    private static AdminReply served(OperationCall operationCall) {
        try {
            return operationCall.operation().handler().handle(operationCall);
        } catch (InvalidRequestException e) {
            return e.reply();
        }
    }

    /** Work on a request, which may meet faults of the store or of Quill. */
    private interface Station {
        Object serve();
    }

    private static Object guarded(AdminRequest adminRequest, Station station) {
        try {
            return station.serve();
        } catch (StoreException e) {
            LOG.error(
                    "Request {} failed because of the store: {}",
                    adminRequest.id(),
                    e.getMessage());
            return AdminReply.retryLater(
                    Problem.of(
                            503, "store-away", "The store cannot be reached", "Come again later"),
                    COME_AGAIN);
        } catch (RuntimeException e) {
            LOG.error(
                    "Request {} failed because of a defect in Quill; please report " + "it",
                    adminRequest.id(),
                    e);
            return AdminReply.of(
                    Problem.of(
                            500,
                            "fault",
                            "A fault of Quill's own",
                            "The log tells more, under " + adminRequest.id()));
        }
    }
}
