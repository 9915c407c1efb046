package io.quill.operate.rest;

import io.quill.operate.access.Caller;
import io.quill.operate.access.Doorkeeper;
import io.quill.operate.access.Refusal;
import io.quill.operate.access.Request;
import io.quill.operate.access.Verdict;
import io.quill.operate.access.audit.Audit;
import io.quill.operate.access.audit.Deed;
import io.quill.operate.access.audit.Result;
import io.quill.operate.access.audit.TurnedAway;
import io.quill.operate.rest.once.RepeatsRepository;
import io.quill.platform.http.Sender;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/** The stations of a request, in the order in which its route names them. */
public final class AdminDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AdminDesk.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final int LONGEST_ID = 256;
    private static final String WEBHOOK_ID = "webhook-id";

    private final Doorkeeper door;
    private final TurnedAway turnedAway;
    private final Catalogue catalogue;
    private final Audit audit;

    public AdminDesk(Doorkeeper door, TurnedAway turnedAway, Catalogue catalogue, Audit audit) {
        this.door = door;
        this.turnedAway = turnedAway;
        this.catalogue = catalogue;
        this.audit = audit;
    }

    /** A {@link Call}, or the {@link Reply} to what is none. */
    public Object admit(Request request) {
        return guarded(
                request,
                () ->
                        switch (door.admit(request)) {
                            case Verdict.Admitted _ when !request.all(Sender.UNREAD).isEmpty() ->
                                    unread();
                            case Verdict.Admitted(Caller caller) -> understood(request, caller);
                            case Verdict.Refused(Refusal why, String address) -> {
                                turnedAway.count(request, why, address);
                                yield refused(why);
                            }
                        });
    }

    /** Whoever is believed only now had their body left unread: keys were changed meanwhile. */
    private static Reply unread() {
        return Reply.later(Problem.bare(503, "Service Unavailable"), COME_AGAIN);
    }

    private static Reply refused(Refusal why) {
        Problem problem =
                Problem.bare(
                        why.status(),
                        switch (why.status()) {
                            case 403 -> "Forbidden";
                            case 409 -> "Conflict";
                            case 429 -> "Too Many Requests";
                            default -> "Unauthorized";
                        });
        return switch (why.status()) {
            case 401 -> Reply.of(problem).with("WWW-Authenticate", "ApiKey realm=\"quill\"");
            case 429 -> Reply.later(problem, Duration.ofMinutes(1));
            default -> Reply.of(problem);
        };
    }

    private Object understood(Request request, Caller caller) {
        try {
            Call call = catalogue.call(request, caller);
            if (caller.way() == Caller.Way.WEBHOOK && !call.operation().byWebhooks()) {
                turnedAway.count(request, Refusal.NOT_COVERED, caller.address());
                throw new Unfit(refused(Refusal.NOT_COVERED), "Unauthorized");
            }
            id(call);
            return call;
        } catch (Unfit e) {
            // an id that was signed is used up by whatever carried it
            return caller.way() == Caller.Way.WEBHOOK
                    ? Call.answered(request, caller, e.reply())
                    : e.reply();
        }
    }

    /** Under which it is done once; headers of Standard Webhooks bring one. */
    public String id(Call call) {
        if (call.caller().way() == Caller.Way.WEBHOOK) {
            return call.request().header(WEBHOOK_ID).orElseThrow();
        }
        if (!call.operation().verb().changes()) {
            return RepeatsRepository.WITHOUT;
        }
        return single(call.request(), "idempotency-key")
                .or(() -> single(call.request(), WEBHOOK_ID))
                .orElse(RepeatsRepository.WITHOUT);
    }

    private static Optional<String> single(Request request, String name) {
        if (request.all(name).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> id = request.header(name).filter(AdminDesk::isId);
        if (id.isEmpty()) {
            throw new Unfit(
                    Problem.badRequest(
                            name + " stands there once, with 1 to " + LONGEST_ID + " characters"));
        }
        return id;
    }

    private static boolean isId(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST_ID
                && id.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    /** Does what is asked for, between the two lines of the audit that it gets. */
    public Reply perform(Call call) {
        return (Reply)
                guarded(
                        call.request(),
                        () -> call.operation().verb().changes() ? audited(call) : served(call));
    }

    private Reply audited(Call call) {
        String entry = audit.asked(deed(call), call.request().body());
        Reply reply = served(call);
        audit.cameTo(entry, result(reply));
        return reply;
    }

    private static Deed deed(Call call) {
        String path = String.join(" ", call.pathValues());
        String target = (call.operation().target() + " " + path).strip();
        return new Deed(call.caller(), call.operation().id(), target, call.request().id());
    }

    private static Result result(Reply reply) {
        return new Result(reply.status(), reply.words(), reply.counts(), reply.run());
    }

    private static Reply served(Call call) {
        try {
            return call.operation().handler().handle(call);
        } catch (Unfit e) {
            return e.reply();
        }
    }

    /** What to serve, which may meet the faults of the store and of Quill itself. */
    private interface Station {
        Object serve();
    }

    private static Object guarded(Request request, Station station) {
        try {
            return station.serve();
        } catch (StoreException e) {
            LOG.error("{} met a fault of the store: {}", request.id(), e.getMessage());
            return Reply.later(
                    Problem.of(
                            503, "store-away", "The store cannot be reached", "Come again later"),
                    COME_AGAIN);
        } catch (RuntimeException e) {
            LOG.error("{} met a fault of Quill's own", request.id(), e);
            return Reply.of(
                    Problem.of(
                            500,
                            "fault",
                            "A fault of Quill's own",
                            "The log tells more, under " + request.id()));
        }
    }
}
