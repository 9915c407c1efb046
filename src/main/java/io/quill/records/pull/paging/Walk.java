package io.quill.records.pull.paging;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Paging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One walk through a list. Where the service does not say which page is the last, it is the one
 * that is empty: a page that is not full proves nothing, since some services give less than they
 * are asked for.
 */
public final class Walk {
    private final Paging paging;
    private final Set<Step> gone = new HashSet<>();
    private long place;

    public Walk(Paging paging) {
        this.paging = paging;
        this.place = paging instanceof Paging.PageNumber numbers ? numbers.first() : 0;
    }

    /** What of an answer has to be known to go on. */
    public Set<JsonPointer> beside() {
        return switch (paging) {
            case Paging.PageNumber numbers -> numbers.more().map(Set::of).orElse(Set.of());
            case Paging.Token token -> Set.of(token.next());
            case Paging.NextUrl url -> Set.of(url.next());
            case Paging.Single _, Paging.Offset _, Paging.Link _, Paging.Keyset _ -> Set.of();
        };
    }

    /** What of the last record has to be known to go on. */
    public Optional<JsonPointer> lastField() {
        return paging instanceof Paging.Keyset keyset
                ? Optional.of(keyset.field())
                : Optional.empty();
    }

    public Step first() {
        Step first =
                switch (paging) {
                    case Paging.PageNumber(String name, _, _, _) -> query(name, place);
                    case Paging.Offset(String name, _) -> query(name, place);
                    case Paging.Keyset keyset when !keyset.start().isEmpty() ->
                            behind(keyset, keyset.start());
                    case Paging.Keyset _ -> query(Map.of());
                    case Paging.Single _, Paging.Token _, Paging.Link _, Paging.NextUrl _ ->
                            query(Map.of());
                };
        gone.add(first);
        return first;
    }

    /** Empty at the end; an {@link Endless} when the service leads to where one has been. */
    public Optional<Step> next(Seen page) {
        Optional<Step> next =
                switch (paging) {
                    case Paging.Single _ -> Optional.empty();
                    case Paging.PageNumber numbers -> number(numbers, page);
                    case Paging.Offset(String name, _) -> offset(name, page);
                    case Paging.Token token ->
                            text(page, token.next()).map(each -> query(token.parameter(), each));
                    case Paging.Link link ->
                            Links.of(link.relation(), page.links()).map(Step.Address::new);
                    case Paging.NextUrl url -> text(page, url.next()).map(Step.Address::new);
                    case Paging.Keyset keyset -> page.last().map(each -> behind(keyset, each));
                };
        next.filter(step -> !gone.add(step))
                .ifPresent(
                        _ -> {
                            throw new Endless();
                        });
        return next;
    }

    private Optional<Step> number(Paging.PageNumber numbers, Seen page) {
        boolean more =
                numbers.more()
                        .map(pointer -> "true".equals(page.beside().get(pointer)))
                        .orElse(true);
        place++;
        return more && page.records() > 0
                ? Optional.of(query(numbers.parameter(), place))
                : Optional.empty();
    }

    private Optional<Step> offset(String name, Seen page) {
        place += page.records();
        return page.records() > 0 ? Optional.of(query(name, place)) : Optional.empty();
    }

    private static Optional<String> text(Seen page, JsonPointer pointer) {
        return Optional.ofNullable(page.beside().get(pointer)).filter(each -> !each.isBlank());
    }

    private Step behind(Paging.Keyset keyset, String last) {
        return query(keyset.parameter(), keyset.after().filled(Map.of("last", last)));
    }

    private Step query(String name, Object value) {
        return query(Map.of(name, value.toString()));
    }

    private Step query(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        paging.size().ifPresent(size -> all.put(size.parameter(), "" + size.records()));
        return new Step.Query(all);
    }
}
