package io.quill.sandbox.powerbi;

import io.quill.sandbox.dax.Dashboard;
import io.quill.sandbox.dax.Measures;
import io.quill.sandbox.dax.Relation;
import io.quill.sandbox.desk.Call;
import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;
import io.quill.sandbox.web.Site;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The push API of Power BI, in both forms of its paths. */
public final class PowerBi implements Site {
    public static final String SYSTEM = "powerbi";

    private final Desk desk;
    private final Access access;
    private final Set<String> workspaces = ConcurrentHashMap.newKeySet();
    private final Map<String, Dataset> datasets = new ConcurrentHashMap<>();
    private final List<Poison> poisons = new CopyOnWriteArrayList<>();
    private volatile Switches switches = Switches.STRICT;
    private volatile Endpoint endpoint;

    public PowerBi(Desk desk, Entra entra) {
        this.desk = desk;
        this.access = new Access(entra, workspaces);
        this.endpoint = new Endpoint(desk, datasets, poisons, Limits.DOCUMENTED);
    }

    /** Lets the registered applications into a workspace. */
    public void open(String workspace) {
        workspaces.add(workspace.toLowerCase(Locale.ROOT));
    }

    public Switches switches() {
        return switches;
    }

    public void switches(Switches wanted) {
        switches = wanted;
    }

    /**
     * Creates a dataset from what a client would have posted, and tells its id.
     *
     * @param retention None or basicFIFO
     */
    public String create(String workspace, byte[] definition, String retention) {
        Request request =
                new Request(
                        "POST", "/", "defaultRetentionPolicy=" + retention, Map.of(), definition);
        Route route = new Route(Operation.POST_DATASET, workspace.toLowerCase(Locale.ROOT), "", "");
        try {
            Reply.Answer made = endpoint.create(route, request, switches);
            return Json.read(made.body()).orElseThrow().path("id").asText();
        } catch (Refused refused) {
            throw new IllegalArgumentException(
                    "The service would refuse this dataset: " + refused.answer().text(), refused);
        }
    }

    /** Bounds the datasets that are created from now on. */
    public void limits(Limits wanted) {
        endpoint = new Endpoint(desk, datasets, poisons, wanted);
    }

    public void poison(Poison poison) {
        poisons.add(poison);
    }

    public void clearPoison() {
        poisons.clear();
    }

    /** Forgets every dataset, and what was refused for its content. */
    public void clear() {
        datasets.clear();
        poisons.clear();
    }

    @Override
    public Reply answer(Request request) {
        Reply reply =
                Route.of(request)
                        .map(route -> answer(route, request))
                        .orElseGet(() -> Reply.empty(404));
        return reply instanceof Reply.Answer answer ? dressed(answer) : reply;
    }

    private Reply answer(Route route, Request request) {
        Call call = new Call(SYSTEM, route.operation().word, route.table());
        Dataset dataset = datasets.get(route.dataset());
        if (route.operation() != Operation.POST_ROWS || dataset == null) {
            return served(call, route, request);
        }
        if (!dataset.enter()) {
            String words = "Too many requests are pending.";
            Reply full = Quota.tooMany(words, Duration.ofSeconds(1), switches).answer();
            return desk.serve(call, () -> full, fault -> refused(fault, route, request));
        }
        try {
            return served(call, route, request);
        } finally {
            dataset.leave();
        }
    }

    private Reply served(Call call, Route route, Request request) {
        return desk.serve(
                call, () -> done(route, request), fault -> refused(fault, route, request));
    }

    private Reply done(Route route, Request request) {
        Switches now = switches;
        try {
            String caller = access.admit(request, route, now);
            return endpoint.answer(route, caller, request, now);
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    private Reply refused(Fault fault, Route route, Request request) {
        Reply.Answer answer =
                switch (fault.kind()) {
                    case LOCKED -> Shapes.locked(route.operation(), switches.lockTimeout());
                    case DEPRECATED -> Shapes.deprecated(switches.retirement());
                    case CHALLENGED -> Shapes.challenged();
                    case TOKEN_EXPIRED -> Shapes.expired(switches.expiredToken());
                    default -> status(fault.status(), request);
                };
        return fault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(fault.retryAfter()));
    }

    private Reply.Answer status(int status, Request request) {
        return switch (status) {
            case 307 -> Reply.empty(307).with("Location", request.path());
            case 401 -> Shapes.unauthorized(401, "GroupNotAccessible");
            case 403 -> Shapes.unauthorized(403, "TokenExpired");
            case 413 -> Shapes.plain(413, "RequestEntityTooLarge", "The request is too large.");
            case 429 ->
                    Shapes.throttled(
                            Shapes.overRows(switches.rowsWording()), switches.throttleShape());
            default -> Shapes.plain(status, "InternalError", "The sandbox was told to fail.");
        };
    }

    private Reply dressed(Reply.Answer answer) {
        return answer.with("RequestId", desk.newId())
                .with("Access-Control-Expose-Headers", "RequestId")
                .with("Cache-Control", "no-store, must-revalidate, no-cache")
                .with("Pragma", "no-cache")
                .with("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                .with("X-Frame-Options", "deny")
                .with("X-Content-Type-Options", "nosniff")
                .with("request-redirected", "true")
                .with("home-cluster-uri", "https://sandbox-redirect.analysis.windows.net/");
    }

    public List<DatasetView> datasets() {
        return datasets.values().stream().map(DatasetView::of).toList();
    }

    public Optional<DatasetView> dataset(String id) {
        return Optional.ofNullable(datasets.get(id)).map(DatasetView::of);
    }

    /** The rows of a table as they are now, in the order of their arrival. */
    public Optional<Relation> table(String dataset, String table) {
        return Optional.ofNullable(datasets.get(dataset)).stream()
                .flatMap(each -> each.views(desk.now()).stream())
                .filter(each -> each.name().equals(table))
                .findFirst();
    }

    /** The measures for a day, as a report would show them at this moment. */
    public Optional<Dashboard> dashboard(String dataset, LocalDate date) {
        return Optional.ofNullable(datasets.get(dataset))
                .map(
                        each ->
                                each.broken()
                                        .<Dashboard>map(Dashboard.Broken::new)
                                        .orElseGet(
                                                () ->
                                                        Measures.on(
                                                                date,
                                                                desk.now(),
                                                                each.views(desk.now()))));
    }
}
