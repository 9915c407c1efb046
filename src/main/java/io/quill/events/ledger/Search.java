package io.quill.events.ledger;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks through the entries that wait in a state, a page at a time. The sparse index knows states
 * alone, so whatever else is asked for is looked at one by one, and each page says how many that
 * were: a search for an agent among a million is many pages, not one slow answer. Within a part of
 * the index the longest due come first.
 */
public final class Search {
    private static final int MOST_LOOKED_AT = 1_000;

    private final DataStore store;
    private final Shards shards;

    /**
     * A page of what was looked for.
     *
     * @param next where the following page begins, unless this was the last
     */
    public record Found(List<Entry> entries, int lookedAt, Optional<String> next) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /** A part of the index, and how far it has been read. */
    private record Place(int part, Optional<String> cursor) {
        static Place of(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || !text.substring(0, colon).matches("\\d{1,4}")) {
                throw new IllegalArgumentException("This is no cursor of a search: " + text);
            }
            String cursor = text.substring(colon + 1);
            return new Place(
                    Integer.parseInt(text.substring(0, colon)),
                    cursor.isEmpty() ? Optional.empty() : Optional.of(cursor));
        }

        String text() {
            return part + ":" + cursor.orElse("");
        }
    }

    public Search(DataStore store) {
        this.store = store;
        this.shards = Shards.of(store);
    }

    public Found find(Wanted wanted, int most) {
        return find(wanted, most, new Place(0, Optional.empty()));
    }

    /** The page that begins where another one said that the next does. */
    public Found find(Wanted wanted, int most, String next) {
        return find(wanted, most, Place.of(next));
    }

    private Found find(Wanted wanted, int most, Place from) {
        List<String> parts = shards.partitions(wanted.state());
        List<Entry> found = new ArrayList<>();
        int lookedAt = 0;
        Place place = from;
        while (place.part() < parts.size() && found.size() < most && lookedAt < MOST_LOOKED_AT) {
            Page page = store.index(query(parts.get(place.part()), place, most - found.size()));
            lookedAt += page.items().size();
            page.items().stream().map(EntryItems::entry).filter(wanted::fits).forEach(found::add);
            place =
                    page.next().isPresent()
                            ? new Place(place.part(), page.next())
                            : new Place(place.part() + 1, Optional.empty());
        }
        return new Found(
                found,
                lookedAt,
                place.part() < parts.size() ? Optional.of(place.text()) : Optional.empty());
    }

    /** No more than may be shown, so that a page never ends in the middle of what was read. */
    private static IndexQuery query(String part, Place place, int most) {
        IndexQuery query = IndexQuery.of(part, most);
        return place.cursor().map(query::after).orElse(query);
    }
}
