package io.quill.sandbox.powerbi;

import io.quill.sandbox.dax.DashboardView;
import io.quill.sandbox.dax.MeasureEvaluator;
import io.quill.sandbox.dax.TableData;
import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stand-in of Power BI's push API, in both forms of its paths. */
public final class PowerBi implements RequestHandler {
    public static final String SYSTEM = "powerbi";

    private final CallHandler callHandler;
    private final CallerAccess callerAccess;
    private final Set<String> workspaces = ConcurrentHashMap.newKeySet();
    private final Map<String, Dataset> datasets = new ConcurrentHashMap<>();
    private final List<PoisonRow> poisons = new CopyOnWriteArrayList<>();
    private volatile PowerBiSwitches powerBiSwitches = PowerBiSwitches.STRICT;
    private volatile PushApi pushApi;

    public PowerBi(CallHandler callHandler, Entra entra) {
        this.callHandler = callHandler;
        this.callerAccess = new CallerAccess(entra, workspaces);
        this.pushApi = new PushApi(callHandler, datasets, poisons, PushLimits.DOCUMENTED);
    }

    /** Lets the registered applications into a workspace. */
    public void open(String workspace) {
        workspaces.add(workspace.toLowerCase(Locale.ROOT));
    }

    public PowerBiSwitches switches() {
        return powerBiSwitches;
    }

    public void switches(PowerBiSwitches wanted) {
        powerBiSwitches = wanted;
    }

    /**
     * Creates a dataset from what a client would have posted, and tells its id.
     *
     * @param retention None or basicFIFO
     */
    public String create(String workspace, byte[] definition, String retention) {
        SandboxRequest sandboxRequest =
                new SandboxRequest(
                        "POST", "/", "defaultRetentionPolicy=" + retention, Map.of(), definition);
        PushRoute pushRoute =
                new PushRoute(
                        PushOperation.POST_DATASET, workspace.toLowerCase(Locale.ROOT), "", "");
        try {
            SandboxReply.Answer made = pushApi.create(pushRoute, sandboxRequest, powerBiSwitches);
            return SandboxJson.read(made.body()).orElseThrow().path("id").asText();
        } catch (RefusedException refusedException) {
            throw new IllegalArgumentException(
                    "The service would refuse this dataset: " + refusedException.answer().text(),
                    refusedException);
        }
    }

    /** Bounds the datasets that are created from now on. */
    public void limits(PushLimits wanted) {
        pushApi = new PushApi(callHandler, datasets, poisons, wanted);
    }

    public void poison(PoisonRow poisonRow) {
        poisons.add(poisonRow);
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
    public SandboxReply answer(SandboxRequest sandboxRequest) {
        SandboxReply sandboxReply =
                PushRoute.of(sandboxRequest)
                        .map(pushRoute -> answer(pushRoute, sandboxRequest))
                        .orElseGet(() -> SandboxReply.empty(404));
        return sandboxReply instanceof SandboxReply.Answer answer
                ? withHeaders(answer)
                : sandboxReply;
    }

    private SandboxReply answer(PushRoute pushRoute, SandboxRequest sandboxRequest) {
        ServiceCall serviceCall =
                new ServiceCall(SYSTEM, pushRoute.operation().word, pushRoute.table());
        Dataset dataset = datasets.get(pushRoute.dataset());
        if (pushRoute.operation() != PushOperation.POST_ROWS || dataset == null) {
            return served(serviceCall, pushRoute, sandboxRequest);
        }
        if (!dataset.enter()) {
            String words = "Too many requests are pending.";
            SandboxReply full =
                    PushQuotaWindows.tooMany(words, Duration.ofSeconds(1), powerBiSwitches)
                            .answer();
            return callHandler.serve(
                    serviceCall,
                    () -> full,
                    injectedFault -> refused(injectedFault, pushRoute, sandboxRequest));
        }
        try {
            return served(serviceCall, pushRoute, sandboxRequest);
        } finally {
            dataset.leave();
        }
    }

    private SandboxReply served(
            ServiceCall serviceCall, PushRoute pushRoute, SandboxRequest sandboxRequest) {
        return callHandler.serve(
                serviceCall,
                () -> done(pushRoute, sandboxRequest),
                injectedFault -> refused(injectedFault, pushRoute, sandboxRequest));
    }

    private SandboxReply done(PushRoute pushRoute, SandboxRequest sandboxRequest) {
        PowerBiSwitches now = powerBiSwitches;
        try {
            String caller = callerAccess.admit(sandboxRequest, pushRoute, now);
            return pushApi.answer(pushRoute, caller, sandboxRequest, now);
        } catch (RefusedException refusedException) {
            return refusedException.answer();
        }
    }

    private SandboxReply refused(
            InjectedFault injectedFault, PushRoute pushRoute, SandboxRequest sandboxRequest) {
        SandboxReply.Answer answer =
                switch (injectedFault.kind()) {
                    case LOCKED ->
                            PowerBiErrors.locked(
                                    pushRoute.operation(), powerBiSwitches.lockTimeout());
                    case DEPRECATED -> PowerBiErrors.deprecated(powerBiSwitches.retirement());
                    case CHALLENGED -> PowerBiErrors.challenged();
                    case TOKEN_EXPIRED -> PowerBiErrors.expired(powerBiSwitches.expiredToken());
                    default -> status(injectedFault.status(), sandboxRequest);
                };
        return injectedFault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(injectedFault.retryAfter()));
    }

    private SandboxReply.Answer status(int status, SandboxRequest sandboxRequest) {
        return switch (status) {
            case 307 -> SandboxReply.empty(307).with("Location", sandboxRequest.path());
            case 401 -> PowerBiErrors.unauthorized(401, "GroupNotAccessible");
            case 403 -> PowerBiErrors.unauthorized(403, "TokenExpired");
            case 413 ->
                    PowerBiErrors.plain(413, "RequestEntityTooLarge", "The request is too large.");
            case 429 ->
                    PowerBiErrors.throttled(
                            PowerBiErrors.overRows(powerBiSwitches.rowsWording()),
                            powerBiSwitches.throttleShape());
            default ->
                    PowerBiErrors.plain(status, "InternalError", "The sandbox was told to fail.");
        };
    }

    private SandboxReply withHeaders(SandboxReply.Answer answer) {
        return answer.with("RequestId", callHandler.newId())
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
    public Optional<TableData> table(String dataset, String table) {
        return Optional.ofNullable(datasets.get(dataset)).stream()
                .flatMap(each -> each.views(callHandler.now()).stream())
                .filter(each -> each.name().equals(table))
                .findFirst();
    }

    /** The measures for a day, as a report would show them at this moment. */
    public Optional<DashboardView> dashboard(String dataset, LocalDate date) {
        return Optional.ofNullable(datasets.get(dataset))
                .map(
                        each ->
                                each.broken()
                                        .<DashboardView>map(DashboardView.Broken::new)
                                        .orElseGet(
                                                () ->
                                                        MeasureEvaluator.on(
                                                                date,
                                                                callHandler.now(),
                                                                each.views(callHandler.now()))));
    }
}
