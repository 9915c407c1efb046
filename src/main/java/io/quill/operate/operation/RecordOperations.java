package io.quill.operate.operation;

import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Running;
import io.quill.platform.jobs.State;
import io.quill.records.connector.Endpoint;
import io.quill.records.landing.Inspection;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.Order;
import io.quill.records.pull.Progress;
import io.quill.records.schedule.Errand;
import io.quill.records.schedule.Outcome;
import io.quill.records.schedule.Step;
import io.quill.records.schedule.Steps;
import io.quill.records.tenant.Account;
import io.quill.records.tenant.Tenants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The records of the tenants' services: how they stand, what there is, and a pull out of turn. */
public final class RecordOperations implements Operations {
    private final Tenants tenants;
    private final Steps steps;
    private final Inspection warehouse;
    private final Jobs jobs;

    public RecordOperations(Tenants tenants, Steps steps, Inspection warehouse, Jobs jobs) {
        this.tenants = tenants;
        this.steps = steps;
        this.warehouse = warehouse;
        this.jobs = jobs;
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

    private Reply accounts() {
        return Reply.ok(new AccountsTold(tenants.accounts().stream().map(this::told).toList()));
    }

    private AccountTold told(Account account) {
        return new AccountTold(
                account.tenant(),
                account.connector().service(),
                account.connector().title(),
                account.connector().schedule().toString(),
                account.connector().endpoints().stream().map(Endpoint::entity).toList(),
                last(Step.BRONZE, account),
                last(Step.SILVER, account),
                last(Step.CORE, account));
    }

    private Optional<RunTold> last(Step step, Account account) {
        return steps.last(step, account).map(RunTold::of);
    }

    private Reply tables(Call call) {
        String tenant = call.path("tenant");
        if (tenants.accounts().stream().noneMatch(each -> each.tenant().equals(tenant))) {
            return Reply.of(Problem.notFound("There is no tenant " + tenant));
        }
        try {
            return Reply.ok(
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
            return Reply.of(Problem.conflict("warehouse-away", String.valueOf(e.getMessage())));
        }
    }

    private Reply pull(Call call) {
        return atAccount(
                call,
                account -> {
                    Optional<String> entity = call.text("entity");
                    if (entity.filter(name -> account.connector().endpoint(name).isEmpty())
                            .isPresent()) {
                        return Reply.of(
                                Problem.notFound(
                                        "There is no such entity at " + call.path("service")));
                    }
                    Errand errand = errand(call, account, call.flag("full"), entity);
                    return jobs.inARun(
                            call, "records", account.toString(), run -> pulled(errand, run));
                });
    }

    private Reply replay(Call call) {
        return atAccount(
                call,
                account -> {
                    Errand errand = errand(call, account, false, Optional.empty());
                    return jobs.inARun(call, "records", account.toString(), _ -> replayed(errand));
                });
    }

    private static Errand errand(
            Call call, Account account, boolean full, Optional<String> entity) {
        Order order = new Order(Trigger.HTTP, full, OptionalLong.empty());
        return new Errand(account, order, call.caller().name(), entity);
    }

    private Reply atAccount(Call call, Function<Account, Reply> work) {
        String service = call.path("service");
        List<Account> accounts =
                tenants.accounts().stream()
                        .filter(each -> each.connector().service().equals(service))
                        .filter(
                                each ->
                                        call.text("tenant").stream()
                                                .allMatch(each.tenant()::equals))
                        .toList();
        return switch (accounts.size()) {
            case 0 -> Reply.of(Problem.notFound("There is no such account at " + service));
            case 1 -> work.apply(accounts.getFirst());
            default -> Reply.of(Problem.badRequest("Several tenants have an account: say which"));
        };
    }

    /** Each step is a run of its own as well; what has landed goes on, though a list failed. */
    private Reply pulled(Errand errand, Running run) {
        Progress progress = (feed, _, records, _) -> run.says(feed.entity() + ": " + records);
        List<StepTold> told = new ArrayList<>();
        Outcome bronze = steps.bronze(errand, progress);
        told.add(told(Step.BRONZE, bronze));
        if (Steps.hasLanded(bronze)) {
            refined(told, errand, steps::silver);
        }
        return reply(told);
    }

    private Reply replayed(Errand errand) {
        List<StepTold> told = new ArrayList<>();
        refined(told, errand, steps::replay);
        return reply(told);
    }

    private void refined(List<StepTold> told, Errand errand, Function<Errand, Outcome> silver) {
        told.add(told(Step.SILVER, silver.apply(errand)));
        if (told.getLast().isFinished()) {
            told.add(told(Step.CORE, steps.core(errand)));
        }
    }

    private static Reply reply(List<StepTold> told) {
        return told.stream()
                .filter(step -> !step.isFinished())
                .findFirst()
                .map(step -> step.step() + ": " + step.words())
                .map(words -> Reply.of(Problem.conflict("step-failed", words)).saying(words))
                .orElseGet(() -> Reply.ok(new StepsTold(told)).saying("All steps are done."));
    }

    private static StepTold told(Step step, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Run run) ->
                    new StepTold(
                            step.toString(),
                            run.state().word(),
                            run.words(),
                            Optional.of(run.id()));
            case Outcome.Busy(var other) ->
                    new StepTold(
                            step.toString(),
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
            return state.equals(State.FINISHED.word());
        }
    }

    record TablesTold(List<TableTold> tables) {}

    record TableTold(String layer, String name, long rows, long live) {}
}
