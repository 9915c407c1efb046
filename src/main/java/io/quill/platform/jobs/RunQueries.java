package io.quill.platform.jobs;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Queries for runs in the store. */
final class RunQueries {
    private static final int PAGE = 200;
    private static final Comparator<Run> LATEST_FIRST =
            Comparator.comparing(Run::startedAt).thenComparing(Run::id).reversed();

    private final DataStore store;

    RunQueries(DataStore store) {
        this.store = store;
    }

    Optional<Run> find(String id) {
        return RunItems.key(id)
                .flatMap(itemKey -> store.get(itemKey, Consistency.STRONG))
                .map(RunItems::run);
    }

    Optional<Run> last(Job job) {
        return store.get(RunItems.lastKey(job), Consistency.STRONG).flatMap(this::lastRun);
    }

    List<Run> last() {
        return all(Query.of(RunItems.LAST)).flatMap(item -> lastRun(item).stream()).toList();
    }

    private Optional<Run> lastRun(Item item) {
        return item.text(RunItems.ID).flatMap(this::find);
    }

    List<Run> list(RunFilter runFilter) {
        return kinds(runFilter)
                .flatMap(kind -> list(kind, runFilter).stream())
                .sorted(LATEST_FIRST)
                .limit(runFilter.most())
                .toList();
    }

    /** The kinds are known by the last run of each job. */
    private Stream<String> kinds(RunFilter runFilter) {
        return runFilter
                .kind()
                .map(Stream::of)
                .orElseGet(
                        () ->
                                all(Query.of(RunItems.LAST))
                                        .map(item -> RunItems.kindOfLast(item.key()))
                                        .distinct());
    }

    /** Day by day backwards, until there are enough. */
    private List<Run> list(String kind, RunFilter runFilter) {
        List<Run> runs = new ArrayList<>();
        LocalDate first = RunItems.day(runFilter.since());
        for (LocalDate day = RunItems.day(runFilter.until());
                !day.isBefore(first) && runs.size() < runFilter.most();
                day = day.minusDays(1)) {
            add(RunItems.partition(kind, day), runFilter, runs);
        }
        return runs;
    }

    private void add(String partition, RunFilter runFilter, List<Run> runs) {
        String before = RunItems.time(runFilter.until());
        Query query = Query.of(partition).descending().limit(PAGE).after(before);
        Optional<ItemPage> page = Optional.of(store.query(query));
        while (page.isPresent() && runs.size() < runFilter.most()) {
            for (Item item : page.get().items()) {
                Run run = RunItems.run(item);
                if (run.startedAt().isBefore(runFilter.since())) {
                    return;
                }
                if (runFilter.matches(run) && runs.size() < runFilter.most()) {
                    runs.add(run);
                }
            }
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
    }

    private Stream<Item> all(Query query) {
        List<Item> items = new ArrayList<>();
        Optional<ItemPage> page = Optional.of(store.query(query));
        while (page.isPresent()) {
            items.addAll(page.get().items());
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
        return items.stream();
    }
}
