package io.quill.app.cli;

import io.quill.app.RecordServices;
import io.quill.app.StoreFactory;
import io.quill.app.TenantsLoader;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunState;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.records.connector.Endpoint;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.DryRunStore;
import io.quill.records.pull.FeedPuller;
import io.quill.records.pull.PullListener;
import io.quill.records.pull.PullOptions;
import io.quill.records.pull.PullResult;
import io.quill.records.schedule.StepOutcome;
import io.quill.records.schedule.StepRequest;
import io.quill.records.schedule.StepRunner;
import io.quill.records.tenant.InvalidTenantsException;
import io.quill.records.tenant.ServiceAccount;
import io.quill.records.tenant.Tenants;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/** Pulls the records of a service by hand. */
public final class PullCommand implements Command {
    private static final String HELP =
            """
            quill pull SERVICE                pulls its records, types and merges them
                --tenant NAME                 of this tenant alone
                --step auth                   asks every list for one record, and keeps nothing
                --step bronze|silver|core     does this step alone
                --step replay                 reads again what did not fit into silver, and merges it
                --entity NAME                 pulls this entity alone
                --limit N                     so many records of each entity; the cursor stays
                --full                        everything, and not only what has changed
                --dry-run                     pulls and counts, and keeps nothing
                --json                        one JSON object a step on the standard output
            It ends with 0 when all went well, 1 when something did not, 64 when it was given
            wrongly, and 78 when the settings do not allow it.
            """;
    private static final String RUNNING =
            """
            If Quill is running, it pulls by itself, and what it keeps is its own: stop it first.
            """;

    private final InstantSource clock = InstantSource.system();

    @Override
    public String verb() {
        return "pull";
    }

    @Override
    public String summary() {
        return "pulls the records of a service: quill pull --help";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public ExitCode run(List<String> args, CommandContext commandContext) {
        return PullArguments.of(args)
                .map(
                        order ->
                                commandContext.withSettings(
                                        (settings, _) -> run(settings, order, commandContext)))
                .orElseGet(() -> commandContext.failAndExit(HELP, ExitCode.USAGE));
    }

    private ExitCode run(Settings settings, PullArguments order, CommandContext commandContext) {
        try {
            Tenants tenants = TenantsLoader.load(settings);
            List<ServiceAccount> accounts =
                    tenants.accounts().stream()
                            .filter(each -> each.connector().service().equals(order.service()))
                            .filter(each -> order.tenant().map(each.tenant()::equals).orElse(true))
                            .toList();
            Optional<String> objection = objection(order, accounts);
            if (objection.isPresent()) {
                return commandContext.failAndExit(objection.get() + "\n", ExitCode.CONFIGURATION);
            }
            try (DataStore store = StoreFactory.open(settings.store(), clock);
                    RecordServices works = new RecordServices(settings, tenants, store, clock)) {
                return new Turn(works, order, commandContext).all(accounts);
            }
        } catch (InvalidTenantsException e) {
            return commandContext.failAndExit(e.getMessage() + "\n", ExitCode.CONFIGURATION);
        } catch (StoreException | WarehouseException e) {
            return commandContext.failAndExit(
                    e.getMessage() + "\n" + RUNNING, ExitCode.CONFIGURATION);
        }
    }

    private static Optional<String> objection(PullArguments order, List<ServiceAccount> accounts) {
        if (accounts.isEmpty()) {
            String whose = order.tenant().map(name -> " of " + name).orElse("");
            return Optional.of(
                    "There is no account%s at %s: set its variables, or name it in RECORDS_TENANTS."
                            .formatted(whose, order.service()));
        }
        return order.entity()
                .filter(entity -> accounts.getFirst().connector().endpoint(entity).isEmpty())
                .map(entity -> order.service() + " has no " + entity + ".");
    }

    /** One turn of the command. */
    private final class Turn {
        private final RecordServices works;
        private final PullArguments order;
        private final PullReporter teller;
        private boolean fine = true;

        Turn(RecordServices works, PullArguments order, CommandContext commandContext) {
            this.works = works;
            this.order = order;
            this.teller = new PullReporter(commandContext, order.json(), clock);
        }

        ExitCode all(List<ServiceAccount> accounts) {
            for (ServiceAccount serviceAccount : accounts) {
                if (order.until() == PullArguments.Until.AUTH || order.dry()) {
                    rehearse(serviceAccount);
                } else {
                    steps(serviceAccount);
                }
            }
            return fine ? ExitCode.FINE : ExitCode.FAILED;
        }

        private void rehearse(ServiceAccount serviceAccount) {
            boolean auth = order.until() == PullArguments.Until.AUTH;
            FeedPuller feedPuller =
                    new FeedPuller(new DryRunStore(works.warehouse()), clock, UUID::randomUUID);
            PullOptions wanted =
                    auth ? new PullOptions(Trigger.MANUAL, true, OptionalLong.of(1)) : wanted();
            for (Endpoint endpoint : serviceAccount.connector().endpoints()) {
                if (order.entity().map(endpoint.entity()::equals).orElse(true)) {
                    PullListener pullListener = auth ? PullListener.NONE : teller;
                    PullResult pullResult =
                            feedPuller.pull(
                                    works.lines().clientFor(serviceAccount),
                                    endpoint,
                                    wanted,
                                    pullListener);
                    fine &= pullResult instanceof PullResult.Complete;
                    teller.ended(
                            auth ? "auth" : "dry",
                            serviceAccount + "/" + endpoint.entity(),
                            pullResult);
                }
            }
        }

        private PullOptions wanted() {
            return new PullOptions(Trigger.MANUAL, order.full(), order.limit());
        }

        private void steps(ServiceAccount serviceAccount) {
            StepRequest stepRequest =
                    new StepRequest(serviceAccount, wanted(), "command line", order.entity());
            if (order.until() == PullArguments.Until.REPLAY) {
                if (told("replay", serviceAccount, () -> works.steps().replay(stepRequest))) {
                    told("core", serviceAccount, () -> works.steps().core(stepRequest));
                }
                return;
            }
            boolean on = true;
            if (isWanted(PullArguments.Until.BRONZE)) {
                StepOutcome bronze = works.steps().bronze(stepRequest, teller);
                told("bronze", serviceAccount, () -> bronze);
                on = StepRunner.hasLanded(bronze);
            }
            if (on && isWanted(PullArguments.Until.SILVER)) {
                on = told("silver", serviceAccount, () -> works.steps().silver(stepRequest));
            }
            if (on && isWanted(PullArguments.Until.CORE)) {
                told("core", serviceAccount, () -> works.steps().core(stepRequest));
            }
        }

        private boolean isWanted(PullArguments.Until step) {
            return order.until() == step || order.until() == PullArguments.Until.ALL;
        }

        private boolean told(
                String step, ServiceAccount serviceAccount, Supplier<StepOutcome> work) {
            boolean done =
                    switch (work.get()) {
                        case StepOutcome.Done(Run run) -> {
                            teller.ended(step, serviceAccount.toString(), run);
                            yield run.state() == RunState.FINISHED;
                        }
                        case StepOutcome.Busy(var other) -> {
                            String by = other.map(run -> run.job().by()).orElse("another");
                            teller.busy(step, serviceAccount.toString(), by);
                            yield false;
                        }
                    };
            fine &= done;
            return done;
        }
    }
}
