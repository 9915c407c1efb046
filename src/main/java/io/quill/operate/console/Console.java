package io.quill.operate.console;

import io.quill.events.dimension.sync.Dimensions;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.Allowance;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.Stories;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.console.page.AgentsPage;
import io.quill.operate.console.page.BatchesPage;
import io.quill.operate.console.page.DimensionForms;
import io.quill.operate.console.page.DimensionsPage;
import io.quill.operate.console.page.EventsPage;
import io.quill.operate.console.page.LetterForms;
import io.quill.operate.console.page.LettersPage;
import io.quill.operate.console.page.NowPage;
import io.quill.operate.console.page.RecordsPage;
import io.quill.operate.console.page.RunsPage;
import io.quill.operate.console.view.Books;
import io.quill.operate.console.view.Doubts;
import io.quill.operate.console.view.History;
import io.quill.operate.console.view.Jobs;
import io.quill.operate.console.view.Letters;
import io.quill.operate.console.view.Names;
import io.quill.operate.console.view.Overview;
import io.quill.operate.console.view.Records;
import io.quill.operate.console.view.Search;
import io.quill.operate.console.view.Team;
import io.quill.operate.console.view.Trouble;
import io.quill.operate.console.web.Site;
import io.quill.platform.jobs.Runs;
import io.quill.platform.store.DataStore;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages, each over what it shows; a page whose subject is not there is left out. */
public final class Console {
    private final InstantSource clock;
    private final ZoneId zone;
    private final History history = new History();
    private final Overview overview;
    private final Search search;
    private final Letters letters;
    private final Jobs jobs;
    private final Doubts doubts;
    private final Subjects subjects;

    /** What stands on the store. */
    public record Ground(
            DataStore store, Ledger ledger, DeadLetters letters, FactArchive archive, Runs runs) {}

    /** What else there is to show. */
    public record Subjects(
            Books books,
            Optional<Allowance> allowance,
            Supplier<Hearsay> hearsay,
            Names names,
            Extras extras) {}

    /**
     * What only the house knows.
     *
     * @param pushing what the pusher waits for, if for anything
     * @param besides what else needs a person
     */
    public record Hearsay(Optional<String> pushing, List<Trouble> besides) {
        public Hearsay {
            besides = List.copyOf(besides);
        }
    }

    /** What a house may do without. */
    public record Extras(
            Optional<Team> team, Optional<Dimensions> dimensions, Optional<Records> records) {}

    public Console(Ground ground, Subjects subjects, InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
        this.subjects = subjects;
        HeldBatches held = new HeldBatches(ground.store(), clock);
        this.overview =
                new LedgerOverview(
                        new Outbox(ground.store()),
                        subjects.books(),
                        subjects.allowance(),
                        () ->
                                new LedgerOverview.Signs(
                                        subjects.hearsay().get(), held.list().size()),
                        clock);
        this.search =
                new LedgerSearch(
                        ground.ledger(),
                        new io.quill.events.ledger.Search(ground.store()),
                        new Stories(ground.ledger(), ground.store()),
                        ground.archive(),
                        clock);
        this.letters = new KeptLetters(ground.letters(), ground.ledger(), ground.runs());
        this.doubts = new HeldDoubts(held);
        this.jobs = new RunJobs(ground.runs(), clock);
    }

    /** To be called every ten seconds: the last hour is drawn from it. */
    public void sample() {
        history.note(History.Sample.of(overview.standing()));
    }

    public Site.Plan plan() {
        return plan(
                new Views(overview, history, search, letters, doubts, jobs, subjects.names()),
                subjects.extras(),
                clock,
                zone);
    }

    /** What the pages look at. */
    record Views(
            Overview overview,
            History history,
            Search search,
            Letters letters,
            Doubts doubts,
            Jobs jobs,
            Names names) {}

    static Site.Plan plan(Views views, Extras extras, InstantSource clock, ZoneId zone) {
        Site.Plan plan =
                new Site.Plan(zone)
                        .page("", "Now", new NowPage(views.overview(), views.history(), zone));
        extras.team()
                .ifPresent(
                        each -> {
                            AgentsPage page = new AgentsPage(each, zone);
                            plan.page("agents", "Agents", page).deed("agents/let-in", page::letIn);
                        });
        BatchesPage batches = new BatchesPage(views.doubts(), zone);
        plan.aside("batches", batches).deed("batches/rule", batches::rule);
        LetterForms forms = new LetterForms(views.letters());
        plan.page("events", "Events", new EventsPage(views.search(), views.names(), zone))
                .page("letters", "Dead letters", new LettersPage(views.letters(), zone))
                .deed("letters/rehearse", forms::rehearse)
                .deed("letters/replay", forms::replay)
                .deed("letters/discard", forms::discard);
        extras.dimensions()
                .ifPresent(
                        each -> {
                            DimensionForms does = new DimensionForms(each);
                            plan.page("dimensions", "Dimensions", new DimensionsPage(each, zone))
                                    .deed("dimensions/sync", does::sync)
                                    .deed("dimensions/rollback", does::rollback);
                        });
        extras.records()
                .ifPresent(
                        each ->
                                plan.page(
                                        "records", "Records", new RecordsPage(each, clock, zone)));
        return plan.page("runs", "Runs", new RunsPage(views.jobs(), clock, zone));
    }
}
