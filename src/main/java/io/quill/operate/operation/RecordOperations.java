package io.quill.operate.operation;

import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.ActiveRun;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunState;
import io.quill.records.connector.Endpoint;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.PullListener;
import io.quill.records.pull.PullOptions;
import io.quill.records.schedule.PipelineStep;
import io.quill.records.schedule.StepOutcome;
import io.quill.records.schedule.StepRequest;
import io.quill.records.schedule.StepRunner;
import io.quill.records.tenant.ServiceAccount;
import io.quill.records.tenant.Tenants;
import io.quill.records.warehouse.Warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Operations on records: accounts, tables, pull and replay. */
public final class RecordOperations implements OperationGroup {
    private final Tenants tenants;
    private final StepRunner stepRunner;
    private final Warehouse warehouse;
    private final JobExecutor jobExecutor;

    public RecordOperations(
            Tenants tenants, StepRunner stepRunner, Warehouse warehouse, JobExecutor jobExecutor) {
        this.tenants = tenants;
        this.stepRunner = stepRunner;
        this.warehouse = warehouse;
        this.jobExecutor = jobExecutor;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get(
                                "/admin/records",
                                "listRecordAccounts",
                                "The tenants' accounts, and how each step last came out")
                        .answers(AccountsTold.class, _ -> accounts()),
                Operation.post(
                                "/admin/records/{service}/pull",
                                "pullRecords",
                                "Pulls a service's records, types and merges them, out of turn")
                        .path(Parameter.text("service", "such as nexudus"))
                        .query(
                                Parameter.text("tenant", "where several have an account there"),
                                Parameter.text("entity", "this one alone"),
                                Parameter.flag("full", "everything, and not only what changed"))
                        .answersInARun(StepsTold.class, this::pull),
                Operation.post(
                                "/admin/records/{service}/replay",
                                "replayRecords",
                                "Reads again what did not fit into silver, and merges it")
                        .path(Parameter.text("service", "such as nexudus"))
                        .query(Parameter.text("tenant", "where several have an account there"))
                        .answersInARun(StepsTold.class, this::replay),
                Operation.get(
                                "/admin/records/{tenant}/tables",
                                "listRecordTables",
                                "The tables of a tenant's warehouse, and how much is in them")
                        .path(Parameter.text("tenant", "whose they are"))
                        .answers(TablesTold.class, this::tables));
    }

    private AdminReply accounts() {
        return AdminReply.ok(
                new AccountsTold(tenants.accounts().stream().map(this::told).toList()));
    }

    private AccountTold told(ServiceAccount serviceAccount) {
        return new AccountTold(
                serviceAccount.tenant(),
                serviceAccount.connector().service(),
                serviceAccount.connector().title(),
                serviceAccount.connector().schedule().toString(),
                serviceAccount.connector().endpoints().stream().map(Endpoint::entity).toList(),
                last(PipelineStep.BRONZE, serviceAccount),
                last(PipelineStep.SILVER, serviceAccount),
                last(PipelineStep.CORE, serviceAccount));
    }

    private Optional<RunTold> last(PipelineStep pipelineStep, ServiceAccount serviceAccount) {
        return stepRunner.last(pipelineStep, serviceAccount).map(RunTold::of);
    }

    private AdminReply tables(OperationCall operationCall) {
        String tenant = operationCall.path("tenant");
        if (tenants.accounts().stream().noneMatch(each -> each.tenant().equals(tenant))) {
            return AdminReply.of(Problem.notFound("There is no tenant " + tenant));
        }
        try {
            return AdminReply.ok(
                    new TablesTold(
                            warehouse.tables(tenant).stream()
                                    .map(
                                            each ->
                                                    new TableTold(
                                                            each.layer(),
                                                            each.name(),
                                                            each.rows(),
                                                            each.live()))
                                    .toList()));
        } catch (WarehouseException e) {
            return AdminReply.of(
                    Problem.conflict("warehouse-away", String.valueOf(e.getMessage())));
        }
    }

    private AdminReply pull(OperationCall operationCall) {
        return atAccount(
                operationCall,
                serviceAccount -> {
                    Optional<String> entity = operationCall.text("entity");
                    if (entity.filter(name -> serviceAccount.connector().endpoint(name).isEmpty())
                            .isPresent()) {
                        return AdminReply.of(
                                Problem.notFound(
                                        "There is no such entity at "
                                                + operationCall.path("service")));
                    }
                    StepRequest stepRequest =
                            errand(
                                    operationCall,
                                    serviceAccount,
                                    operationCall.flag("full"),
                                    entity);
                    return jobExecutor.execute(
                            operationCall,
                            "records",
                            serviceAccount.toString(),
                            run -> pulled(stepRequest, run));
                });
    }

    private AdminReply replay(OperationCall operationCall) {
        return atAccount(
                operationCall,
                serviceAccount -> {
                    StepRequest stepRequest =
                            errand(operationCall, serviceAccount, false, Optional.empty());
                    return jobExecutor.execute(
                            operationCall,
                            "records",
                            serviceAccount.toString(),
                            _ -> replayed(stepRequest));
                });
    }

    private static StepRequest errand(
            OperationCall operationCall,
            ServiceAccount serviceAccount,
            boolean full,
            Optional<String> entity) {
        PullOptions pullOptions = new PullOptions(Trigger.HTTP, full, OptionalLong.empty());
        return new StepRequest(serviceAccount, pullOptions, operationCall.caller().name(), entity);
    }

    private AdminReply atAccount(
            OperationCall operationCall, Function<ServiceAccount, AdminReply> work) {
        String service = operationCall.path("service");
        List<ServiceAccount> accounts =
                tenants.accounts().stream()
                        .filter(each -> each.connector().service().equals(service))
                        .filter(
                                each ->
                                        operationCall.text("tenant").stream()
                                                .allMatch(each.tenant()::equals))
                        .toList();
        return switch (accounts.size()) {
            case 0 -> AdminReply.of(Problem.notFound("There is no such account at " + service));
            case 1 -> work.apply(accounts.getFirst());
            default ->
                    AdminReply.of(Problem.badRequest("Several tenants have an account: say which"));
        };
    }

    /** Each step is a run of its own as well; what has landed goes on, though a list failed. */
    private AdminReply pulled(StepRequest stepRequest, ActiveRun run) {
        PullListener pullListener =
                (feed, _, records, _) -> run.report(feed.entity() + ": " + records);
        List<StepTold> told = new ArrayList<>();
        StepOutcome bronze = stepRunner.bronze(stepRequest, pullListener);
        told.add(told(PipelineStep.BRONZE, bronze));
        if (StepRunner.hasLanded(bronze)) {
            refined(told, stepRequest, stepRunner::silver);
        }
        return reply(told);
    }

    private AdminReply replayed(StepRequest stepRequest) {
        List<StepTold> told = new ArrayList<>();
        refined(told, stepRequest, stepRunner::replay);
        return reply(told);
    }

    private void refined(
            List<StepTold> told,
            StepRequest stepRequest,
            Function<StepRequest, StepOutcome> silver) {
        told.add(told(PipelineStep.SILVER, silver.apply(stepRequest)));
        if (told.getLast().isFinished()) {
            told.add(told(PipelineStep.CORE, stepRunner.core(stepRequest)));
        }
    }

    private static AdminReply reply(List<StepTold> told) {
        return told.stream()
                .filter(step -> !step.isFinished())
                .findFirst()
                .map(step -> step.step() + ": " + step.words())
                .map(
                        words ->
                                AdminReply.of(Problem.conflict("step-failed", words))
                                        .withWords(words))
                .orElseGet(
                        () -> AdminReply.ok(new StepsTold(told)).withWords("All steps are done."));
    }

    private static StepTold told(PipelineStep pipelineStep, StepOutcome stepOutcome) {
        return switch (stepOutcome) {
            case StepOutcome.Done(Run run) ->
                    new StepTold(
                            pipelineStep.toString(),
                            run.state().word(),
                            run.words(),
                            Optional.of(run.id()));
            case StepOutcome.Busy(var other) ->
                    new StepTold(
                            pipelineStep.toString(),
                            "busy",
                            "it is being done already",
                            other.map(Run::id));
        };
    }

    record AccountsTold(List<AccountTold> accounts) {}

    /** An account, when it is pulled, and the last run of each step. */
    record AccountTold(
            String tenant,
            String service,
            String title,
            String schedule,
            List<String> entities,
            Optional<RunTold> bronze,
            Optional<RunTold> silver,
            Optional<RunTold> core) {}

    record StepsTold(List<StepTold> steps) {}

    record StepTold(String step, String state, String words, Optional<String> run) {
        private boolean isFinished() {
            return state.equals(RunState.FINISHED.word());
        }
    }

    record TablesTold(List<TableTold> tables) {}

    record TableTold(String layer, String name, long rows, long live) {}
}
