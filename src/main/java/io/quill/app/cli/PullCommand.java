package io.quill.app.cli;

import io.quill.app.Accounts;
import io.quill.app.RecordWorks;
import io.quill.app.Stores;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.State;
import io.quill.platform.settings.Settings;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.StoreException;
import io.quill.records.connector.Endpoint;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.pull.DryLanding;
import io.quill.records.pull.Order;
import io.quill.records.pull.Progress;
import io.quill.records.pull.Pull;
import io.quill.records.pull.Pulled;
import io.quill.records.schedule.Errand;
import io.quill.records.schedule.Outcome;
import io.quill.records.schedule.Steps;
import io.quill.records.tenant.Account;
import io.quill.records.tenant.FaultyAccounts;
import io.quill.records.tenant.Tenants;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/** Pulls the records of a service by hand, as far as is wanted. */
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
    public Exit run(List<String> args, Terminal terminal) {
        return PullOrder.of(args)
                .map(
                        order ->
                                terminal.withSettings(
                                        (settings, _) -> run(settings, order, terminal)))
                .orElseGet(() -> terminal.complain(HELP, Exit.USAGE));
    }

    private Exit run(Settings settings, PullOrder order, Terminal terminal) {
        try {
            Tenants tenants = Accounts.of(settings);
            List<Account> accounts =
                    tenants.accounts().stream()
                            .filter(each -> each.connector().service().equals(order.service()))
                            .filter(each -> order.tenant().map(each.tenant()::equals).orElse(true))
                            .toList();
            Optional<String> objection = objection(order, accounts);
            if (objection.isPresent()) {
                return terminal.complain(objection.get() + "\n", Exit.CONFIGURATION);
            }
            try (DataStore store = Stores.open(settings.store(), clock);
                    RecordWorks works = new RecordWorks(settings, tenants, store, clock)) {
                return new Turn(works, order, terminal).all(accounts);
            }
        } catch (FaultyAccounts e) {
            return terminal.complain(e.getMessage() + "\n", Exit.CONFIGURATION);
        } catch (StoreException | WarehouseException e) {
            return terminal.complain(e.getMessage() + "\n" + RUNNING, Exit.CONFIGURATION);
        }
    }

    private static Optional<String> objection(PullOrder order, List<Account> accounts) {
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
        private final RecordWorks works;
        private final PullOrder order;
        private final PullTeller teller;
        private boolean fine = true;

        Turn(RecordWorks works, PullOrder order, Terminal terminal) {
            this.works = works;
            this.order = order;
            this.teller = new PullTeller(terminal, order.json(), clock);
        }

        Exit all(List<Account> accounts) {
            for (Account account : accounts) {
                if (order.until() == PullOrder.Until.AUTH || order.dry()) {
                    rehearse(account);
                } else {
                    steps(account);
                }
            }
            return fine ? Exit.FINE : Exit.FAILED;
        }

        private void rehearse(Account account) {
            boolean auth = order.until() == PullOrder.Until.AUTH;
            Pull pull = new Pull(new DryLanding(works.warehouse()), clock, UUID::randomUUID);
            Order wanted = auth ? new Order(Trigger.MANUAL, true, OptionalLong.of(1)) : wanted();
            for (Endpoint endpoint : account.connector().endpoints()) {
                if (order.entity().map(endpoint.entity()::equals).orElse(true)) {
                    Progress progress = auth ? Progress.NONE : teller;
                    Pulled pulled =
                            pull.pull(works.lines().to(account), endpoint, wanted, progress);
                    fine &= pulled instanceof Pulled.Complete;
                    teller.ended(auth ? "auth" : "dry", account + "/" + endpoint.entity(), pulled);
                }
            }
        }

        private Order wanted() {
            return new Order(Trigger.MANUAL, order.full(), order.limit());
        }

        private void steps(Account account) {
            Errand errand = new Errand(account, wanted(), "command line", order.entity());
            if (order.until() == PullOrder.Until.REPLAY) {
                if (told("replay", account, () -> works.steps().replay(errand))) {
                    told("core", account, () -> works.steps().core(errand));
                }
                return;
            }
            boolean on = true;
            if (isWanted(PullOrder.Until.BRONZE)) {
                Outcome bronze = works.steps().bronze(errand, teller);
                told("bronze", account, () -> bronze);
                on = Steps.hasLanded(bronze);
            }
            if (on && isWanted(PullOrder.Until.SILVER)) {
                on = told("silver", account, () -> works.steps().silver(errand));
            }
            if (on && isWanted(PullOrder.Until.CORE)) {
                told("core", account, () -> works.steps().core(errand));
            }
        }

        private boolean isWanted(PullOrder.Until step) {
            return order.until() == step || order.until() == PullOrder.Until.ALL;
        }

        private boolean told(String step, Account account, Supplier<Outcome> work) {
            boolean done =
                    switch (work.get()) {
                        case Outcome.Done(Run run) -> {
                            teller.ended(step, account.toString(), run);
                            yield run.state() == State.FINISHED;
                        }
                        case Outcome.Busy(var other) -> {
                            String by = other.map(run -> run.job().by()).orElse("another");
                            teller.busy(step, account.toString(), by);
                            yield false;
                        }
                    };
            fine &= done;
            return done;
        }
    }
}
