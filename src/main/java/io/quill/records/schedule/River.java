package io.quill.records.schedule;

import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunLost;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.State;
import io.quill.platform.store.StoreException;
import io.quill.records.pull.Progress;
import io.quill.records.tenant.Account;
import io.quill.records.tenant.Tenants;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Does for each account whatever step is due. */
public final class River {
    private static final Logger LOG = LoggerFactory.getLogger(River.class);

    private final Tenants tenants;
    private final Steps steps;
    private final Due due;
    private final Stop stop;

    public River(Tenants tenants, Steps steps, Runs runs, Stop stop, InstantSource clock) {
        this.tenants = tenants;
        this.steps = steps;
        this.due = new Due(runs, clock);
        this.stop = stop;
    }

    public List<Account> accounts() {
        return tenants.accounts();
    }

    /** Pulls, when the service's schedule says so. */
    public void bronze(Account account) {
        if (!stop.isWanted() && due.bronze(account)) {
            told(Step.BRONZE, account, () -> steps.bronze(Errand.onTime(account), Progress.NONE));
        }
    }

    /** Types and cleans, when something new has landed in bronze. */
    public void silver(Account account) {
        if (!stop.isWanted() && due.silver(account)) {
            told(Step.SILVER, account, () -> steps.silver(Errand.onTime(account)));
        }
    }

    /** Merges, when there is something new in silver. */
    public void core(Account account) {
        if (!stop.isWanted() && due.core(account)) {
            told(Step.CORE, account, () -> steps.core(Errand.onTime(account)));
        }
    }

    /** The run remembers how it went; the log is for whoever looks there. */
    private static void told(Step step, Account account, Supplier<Outcome> work) {
        try {
            if (work.get() instanceof Outcome.Done(Run run)) {
                if (run.state() == State.FINISHED) {
                    LOG.info("{} of {}: {} {}", step, account, run.words(), run.counts());
                } else {
                    LOG.warn("{} of {} failed: {}", step, account, run.words());
                }
            }
        } catch (RunLost | StoreException e) {
            LOG.warn("{} of {} was not finished: {}", step, account, e.getMessage());
        }
    }
}
