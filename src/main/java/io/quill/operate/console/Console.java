package io.quill.operate.console;

import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.QuotaReader;
import io.quill.events.push.StoryReader;
import io.quill.events.webhook.DeadLetters;
import io.quill.operate.console.page.AgentsPage;
import io.quill.operate.console.page.BatchesPage;
import io.quill.operate.console.page.DimensionActions;
import io.quill.operate.console.page.DimensionsPage;
import io.quill.operate.console.page.EventsPage;
import io.quill.operate.console.page.LetterActions;
import io.quill.operate.console.page.LettersPage;
import io.quill.operate.console.page.RecordsPage;
import io.quill.operate.console.page.RunsPage;
import io.quill.operate.console.page.StatusPage;
import io.quill.operate.console.view.AgentNameLookup;
import io.quill.operate.console.view.BooksOverview;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.console.view.DoubtService;
import io.quill.operate.console.view.EventSearch;
import io.quill.operate.console.view.FigureHistory;
import io.quill.operate.console.view.LetterService;
import io.quill.operate.console.view.RecordStatus;
import io.quill.operate.console.view.RunHistory;
import io.quill.operate.console.view.StatusOverview;
import io.quill.operate.console.view.TeamView;
import io.quill.operate.console.web.ConsoleSite;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.store.DataStore;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Pages of the console, each over its own view; a page without a view is left out. */
public final class Console {
    private final InstantSource clock;
    private final ZoneId zone;
    private final FigureHistory figureHistory = new FigureHistory();
    private final StatusOverview statusOverview;
    private final EventSearch eventSearch;
    private final LetterService letterService;
    private final RunHistory runHistory;
    private final DoubtService doubtService;
    private final Subjects subjects;

    /** Services over the store. */
    public record Ground(
            DataStore store,
            Ledger ledger,
            DeadLetters letters,
            FactArchive archive,
            RunRegistry runs) {}

    /** Other things to show. */
    public record Subjects(
            BooksOverview books,
            Optional<QuotaReader> allowance,
            Supplier<Hearsay> hearsay,
            AgentNameLookup names,
            Extras extras) {}

    /**
     * Information that only the assembly has.
     *
     * @param pushing what the pusher waits for, if for anything
     * @param besides what else needs a person
     */
    public record Hearsay(Optional<String> pushing, List<ConsoleProblem> besides) {
        public Hearsay {
            besides = List.copyOf(besides);
        }
    }

    /** Services that may be absent. */
    public record Extras(
            Optional<TeamView> team,
            Optional<DimensionService> dimensions,
            Optional<RecordStatus> records) {}

    public Console(Ground ground, Subjects subjects, InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
        this.subjects = subjects;
        HeldBatches held = new HeldBatches(ground.store(), clock);
        this.statusOverview =
                new LedgerOverview(
                        new Outbox(ground.store()),
                        subjects.books(),
                        subjects.allowance(),
                        () ->
                                new LedgerOverview.Signs(
                                        subjects.hearsay().get(), held.list().size()),
                        clock);
        this.eventSearch =
                new LedgerSearch(
                        ground.ledger(),
                        new io.quill.events.ledger.EntrySearch(ground.store()),
                        new StoryReader(ground.ledger(), ground.store()),
                        ground.archive(),
                        clock);
        this.letterService =
                new LedgerLetterService(ground.letters(), ground.ledger(), ground.runs());
        this.doubtService = new LedgerDoubtService(held);
        this.runHistory = new RecentRuns(ground.runs(), clock);
    }

    /** Samples the figures; call it every ten seconds. */
    public void sample() {
        figureHistory.add(FigureHistory.Sample.of(statusOverview.standing()));
    }

    public ConsoleSite.Plan plan() {
        return plan(
                new Views(
                        statusOverview,
                        figureHistory,
                        eventSearch,
                        letterService,
                        doubtService,
                        runHistory,
                        subjects.names()),
                subjects.extras(),
                clock,
                zone);
    }

    /** Services that the pages use. */
    record Views(
            StatusOverview overview,
            FigureHistory history,
            EventSearch search,
            LetterService letters,
            DoubtService doubts,
            RunHistory jobs,
            AgentNameLookup names) {}

    static ConsoleSite.Plan plan(Views views, Extras extras, InstantSource clock, ZoneId zone) {
        ConsoleSite.Plan plan =
                new ConsoleSite.Plan(zone)
                        .page("", "Now", new StatusPage(views.overview(), views.history(), zone));
        extras.team()
                .ifPresent(
                        each -> {
                            AgentsPage page = new AgentsPage(each, zone);
                            plan.page("agents", "Agents", page).deed("agents/let-in", page::letIn);
                        });
        BatchesPage batches = new BatchesPage(views.doubts(), zone);
        plan.aside("batches", batches).deed("batches/rule", batches::rule);
        LetterActions forms = new LetterActions(views.letters());
        plan.page("events", "Events", new EventsPage(views.search(), views.names(), zone))
                .page("letters", "Dead letters", new LettersPage(views.letters(), zone))
                .deed("letters/rehearse", forms::rehearse)
                .deed("letters/replay", forms::replay)
                .deed("letters/discard", forms::discard);
        extras.dimensions()
                .ifPresent(
                        each -> {
                            DimensionActions does = new DimensionActions(each);
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
