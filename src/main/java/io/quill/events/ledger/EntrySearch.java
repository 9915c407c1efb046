package io.quill.events.ledger;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.ItemPage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches entries that wait in a state, page by page. The index knows states alone, so other
 * conditions are checked entry by entry, and a page limits how many are checked.
 */
public final class EntrySearch {
    private static final int MOST_LOOKED_AT = 1_000;

    private final DataStore store;
    private final Shards shards;

    /**
     * A page of what was looked for.
     *
     * @param next where the following page begins, unless this was the last
     */
    public record Found(List<LedgerEntry> entries, int lookedAt, Optional<String> next) {
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

    public EntrySearch(DataStore store) {
        this.store = store;
        this.shards = Shards.of(store);
    }

    public Found find(EntryFilter entryFilter, int most) {
        return find(entryFilter, most, new Place(0, Optional.empty()));
    }

    /** The page that begins where another one said that the next does. */
    public Found find(EntryFilter entryFilter, int most, String next) {
        return find(entryFilter, most, Place.of(next));
    }

    private Found find(EntryFilter entryFilter, int most, Place from) {
        List<String> parts = shards.partitions(entryFilter.state());
        List<LedgerEntry> found = new ArrayList<>();
        int lookedAt = 0;
        Place place = from;
        while (place.part() < parts.size() && found.size() < most && lookedAt < MOST_LOOKED_AT) {
            ItemPage itemPage =
                    store.index(query(parts.get(place.part()), place, most - found.size()));
            lookedAt += itemPage.items().size();
            itemPage.items().stream()
                    .map(EntryItems::entry)
                    .filter(entryFilter::matches)
                    .forEach(found::add);
            place =
                    itemPage.next().isPresent()
                            ? new Place(place.part(), itemPage.next())
                            : new Place(place.part() + 1, Optional.empty());
        }
        return new Found(
                found,
                lookedAt,
                place.part() < parts.size() ? Optional.of(place.text()) : Optional.empty());
    }

    /**
     * Limits the query to what may still be shown, so that a page never ends in the middle of what
     * was read.
     */
    private static IndexQuery query(String part, Place place, int most) {
        IndexQuery query = IndexQuery.of(part, most);
        return place.cursor().map(query::after).orElse(query);
    }
}
