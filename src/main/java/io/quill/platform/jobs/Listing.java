package io.quill.platform.jobs;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds runs again. */
final class Listing {
    private static final int PAGE = 200;
    private static final Comparator<Run> LATEST_FIRST =
            Comparator.comparing(Run::startedAt).thenComparing(Run::id).reversed();

    private final DataStore store;

    Listing(DataStore store) {
        this.store = store;
    }

    Optional<Run> find(String id) {
        return RunItems.key(id)
                .flatMap(key -> store.get(key, Consistency.STRONG))
                .map(RunItems::run);
    }

    Optional<Run> last(Job job) {
        return store.get(RunItems.lastKey(job), Consistency.STRONG).flatMap(this::noted);
    }

    List<Run> last() {
        return all(Query.of(RunItems.LAST)).flatMap(item -> noted(item).stream()).toList();
    }

    private Optional<Run> noted(Item item) {
        return item.text(RunItems.ID).flatMap(this::find);
    }

    List<Run> list(Wanted wanted) {
        return kinds(wanted)
                .flatMap(kind -> list(kind, wanted).stream())
                .sorted(LATEST_FIRST)
                .limit(wanted.most())
                .toList();
    }

    /** The kinds are known by the last run of each job. */
    private Stream<String> kinds(Wanted wanted) {
        return wanted.kind()
                .map(Stream::of)
                .orElseGet(
                        () ->
                                all(Query.of(RunItems.LAST))
                                        .map(item -> RunItems.kindOfLast(item.key()))
                                        .distinct());
    }

    /** Day by day backwards, until there are enough. */
    private List<Run> list(String kind, Wanted wanted) {
        List<Run> runs = new ArrayList<>();
        LocalDate first = RunItems.day(wanted.since());
        for (LocalDate day = RunItems.day(wanted.until());
                !day.isBefore(first) && runs.size() < wanted.most();
                day = day.minusDays(1)) {
            add(RunItems.partition(kind, day), wanted, runs);
        }
        return runs;
    }

    private void add(String partition, Wanted wanted, List<Run> runs) {
        String before = RunItems.time(wanted.until());
        Query query = Query.of(partition).descending().limit(PAGE).after(before);
        Optional<Page> page = Optional.of(store.query(query));
        while (page.isPresent() && runs.size() < wanted.most()) {
            for (Item item : page.get().items()) {
                Run run = RunItems.run(item);
                if (run.startedAt().isBefore(wanted.since())) {
                    return;
                }
                if (wanted.includes(run) && runs.size() < wanted.most()) {
                    runs.add(run);
                }
            }
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
    }

    private Stream<Item> all(Query query) {
        List<Item> items = new ArrayList<>();
        Optional<Page> page = Optional.of(store.query(query));
        while (page.isPresent()) {
            items.addAll(page.get().items());
            page = page.get().next().map(cursor -> store.query(query.after(cursor)));
        }
        return items.stream();
    }
}
