package io.quill.records.pull.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Paging;
import io.quill.records.connector.Template;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class PaginatorTest {
    private static final Optional<Paging.Size> TWO = Optional.of(new Paging.Size("size", 2));
    private static final JsonPointer NEXT = JsonPointer.compile("/next");

    private static PageSummary page(long records) {
        return new PageSummary(records, Map.of(), List.of(), Optional.empty());
    }

    private static PageSummary page(String next) {
        return new PageSummary(2, Map.of(NEXT, next), List.of(), Optional.empty());
    }

    private static PageSummary linked(String... headers) {
        return new PageSummary(2, Map.of(), List.of(headers), Optional.empty());
    }

    private static PageLocation query(String... pairs) {
        return new PageLocation.Query(
                pairs.length == 2
                        ? Map.of(pairs[0], pairs[1])
                        : Map.of(pairs[0], pairs[1], pairs[2], pairs[3]));
    }

    @Test
    void numbersItsPagesUntilThereAreNoMore() {
        Paginator paginator =
                new Paginator(new Paging.PageNumber("page", 1, TWO, Optional.of(NEXT)));

        assertThat(paginator.first()).isEqualTo(query("page", "1", "size", "2"));
        assertThat(paginator.next(page("true"))).contains(query("page", "2", "size", "2"));
        assertThat(paginator.next(page("false"))).isEmpty();
    }

    @Test
    void takesAnEmptyPageForTheLast() {
        Paginator paginator =
                new Paginator(new Paging.PageNumber("page", 0, TWO, Optional.empty()));

        assertThat(paginator.first()).isEqualTo(query("page", "0", "size", "2"));
        assertThat(paginator.next(page(1))).contains(query("page", "1", "size", "2"));
        assertThat(paginator.next(page(0))).isEmpty();
    }

    @Test
    void countsWhatItHasGotAndNotWhatItAskedFor() {
        Paginator paginator = new Paginator(new Paging.Offset("skip", TWO));
        paginator.first();

        assertThat(paginator.next(page(1))).contains(query("skip", "1", "size", "2"));
        assertThat(paginator.next(page(2))).contains(query("skip", "3", "size", "2"));
        assertThat(paginator.next(page(0))).isEmpty();
    }

    @Test
    void handsOnWhatTheAnswerHolds() {
        Paginator paginator = new Paginator(new Paging.Token("after", TWO, NEXT));

        assertThat(paginator.first()).isEqualTo(query("size", "2"));
        assertThat(paginator.next(page("k1"))).contains(query("after", "k1", "size", "2"));
        assertThat(paginator.next(page(2))).isEmpty();
    }

    @Test
    void goesOnBehindTheLastRecord() {
        Paginator paginator =
                new Paginator(
                        new Paging.Keyset("where", new Template("id>${last}"), NEXT, "", TWO));
        assertThat(paginator.first()).isEqualTo(query("size", "2"));

        PageSummary pageSummary = new PageSummary(2, Map.of(), List.of(), Optional.of("77"));
        assertThat(paginator.next(pageSummary)).contains(query("where", "id>77", "size", "2"));
        assertThat(paginator.next(page(0))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://x.example/t?page=2>; rel=\"next\"",
                "<https://x.example/t?page=2>;rel=next",
                "<https://x.example/a,b>; rel=\"last\", <https://x.example/t?page=2>; rel=\"next\"",
                "<https://x.example/t?page=2>; title=\"a; b\"; REL=\"prefetch Next\""
            })
    void followsTheLink(String header) {
        Paginator paginator = new Paginator(new Paging.Link(TWO, "next"));
        paginator.first();

        assertThat(paginator.next(linked(header)))
                .contains(new PageLocation.Address("https://x.example/t?page=2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<https://x.example>; rel=\"prev\"", "https://x.example; rel=next"})
    void endsWhereThereIsNoLink(String header) {
        Paginator paginator = new Paginator(new Paging.Link(TWO, "next"));
        paginator.first();

        assertThat(paginator.next(linked(header))).isEmpty();
    }

    @Test
    void noticesThatItGoesInCircles() {
        Paginator paginator = new Paginator(new Paging.NextUrl(Optional.empty(), NEXT));
        paginator.first();
        paginator.next(page("/a"));
        paginator.next(page("/b"));

        assertThatThrownBy(() -> paginator.next(page("/a")))
                .isInstanceOf(PagingLoopException.class);
    }

    @Test
    void isOverAtOnceWhereThereIsOnePage() {
        Paginator paginator = new Paginator(new Paging.Single());

        assertThat(paginator.first()).isEqualTo(new PageLocation.Query(Map.of()));
        assertThat(paginator.next(page(100))).isEmpty();
    }
}
