package io.quill.records.pull.paging;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Paging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pagination through one list. Where the service does not say which page is the last, it is the
 * first empty one, since some services return less than they are asked for.
 */
public final class Paginator {
    private final Paging paging;
    private final Set<PageLocation> visited = new HashSet<>();
    private long place;

    public Paginator(Paging paging) {
        this.paging = paging;
        this.place = paging instanceof Paging.PageNumber numbers ? numbers.first() : 0;
    }

    /** Returns the fields of an answer that are needed to find the next page. */
    public Set<JsonPointer> metadataFields() {
        return switch (paging) {
            case Paging.PageNumber numbers -> numbers.more().map(Set::of).orElse(Set.of());
            case Paging.Token token -> Set.of(token.next());
            case Paging.NextUrl url -> Set.of(url.next());
            case Paging.Single _, Paging.Offset _, Paging.Link _, Paging.Keyset _ -> Set.of();
        };
    }

    /** Returns the field of the last record that is needed to find the next page. */
    public Optional<JsonPointer> lastField() {
        return paging instanceof Paging.Keyset keyset
                ? Optional.of(keyset.field())
                : Optional.empty();
    }

    public PageLocation first() {
        PageLocation first =
                switch (paging) {
                    case Paging.PageNumber(String name, _, _, _) -> query(name, place);
                    case Paging.Offset(String name, _) -> query(name, place);
                    case Paging.Keyset keyset when !keyset.start().isEmpty() ->
                            after(keyset, keyset.start());
                    case Paging.Keyset _ -> query(Map.of());
                    case Paging.Single _, Paging.Token _, Paging.Link _, Paging.NextUrl _ ->
                            query(Map.of());
                };
        visited.add(first);
        return first;
    }

    /** Returns the next page, empty at the end. Throws Endless when the page was read already. */
    public Optional<PageLocation> next(PageSummary page) {
        Optional<PageLocation> next =
                switch (paging) {
                    case Paging.Single _ -> Optional.empty();
                    case Paging.PageNumber numbers -> number(numbers, page);
                    case Paging.Offset(String name, _) -> offset(name, page);
                    case Paging.Token token ->
                            text(page, token.next()).map(each -> query(token.parameter(), each));
                    case Paging.Link link ->
                            LinkHeader.of(link.relation(), page.links())
                                    .map(PageLocation.Address::new);
                    case Paging.NextUrl url ->
                            text(page, url.next()).map(PageLocation.Address::new);
                    case Paging.Keyset keyset -> page.last().map(each -> after(keyset, each));
                };
        next.filter(pageLocation -> !visited.add(pageLocation))
                .ifPresent(
                        _ -> {
                            throw new PagingLoopException();
                        });
        return next;
    }

    private Optional<PageLocation> number(Paging.PageNumber numbers, PageSummary page) {
        boolean more =
                numbers.more()
                        .map(pointer -> "true".equals(page.metadata().get(pointer)))
                        .orElse(true);
        place++;
        return more && page.records() > 0
                ? Optional.of(query(numbers.parameter(), place))
                : Optional.empty();
    }

    private Optional<PageLocation> offset(String name, PageSummary page) {
        place += page.records();
        return page.records() > 0 ? Optional.of(query(name, place)) : Optional.empty();
    }

    private static Optional<String> text(PageSummary page, JsonPointer pointer) {
        return Optional.ofNullable(page.metadata().get(pointer)).filter(each -> !each.isBlank());
    }

    private PageLocation after(Paging.Keyset keyset, String last) {
        return query(keyset.parameter(), keyset.after().fill(Map.of("last", last)));
    }

    private PageLocation query(String name, Object value) {
        return query(Map.of(name, value.toString()));
    }

    private PageLocation query(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        paging.size().ifPresent(size -> all.put(size.parameter(), "" + size.records()));
        return new PageLocation.Query(all);
    }
}
