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

class WalkTest {
    private static final Optional<Paging.Size> TWO = Optional.of(new Paging.Size("size", 2));
    private static final JsonPointer NEXT = JsonPointer.compile("/next");

    private static Seen page(long records) {
        return new Seen(records, Map.of(), List.of(), Optional.empty());
    }

    private static Seen page(String next) {
        return new Seen(2, Map.of(NEXT, next), List.of(), Optional.empty());
    }

    private static Seen linked(String... headers) {
        return new Seen(2, Map.of(), List.of(headers), Optional.empty());
    }

    private static Step query(String... pairs) {
        return new Step.Query(
                pairs.length == 2
                        ? Map.of(pairs[0], pairs[1])
                        : Map.of(pairs[0], pairs[1], pairs[2], pairs[3]));
    }

    @Test
    void numbersItsPagesUntilThereAreNoMore() {
        Walk walk = new Walk(new Paging.PageNumber("page", 1, TWO, Optional.of(NEXT)));

        assertThat(walk.first()).isEqualTo(query("page", "1", "size", "2"));
        assertThat(walk.next(page("true"))).contains(query("page", "2", "size", "2"));
        assertThat(walk.next(page("false"))).isEmpty();
    }

    @Test
    void takesAnEmptyPageForTheLast() {
        Walk walk = new Walk(new Paging.PageNumber("page", 0, TWO, Optional.empty()));

        assertThat(walk.first()).isEqualTo(query("page", "0", "size", "2"));
        assertThat(walk.next(page(1))).contains(query("page", "1", "size", "2"));
        assertThat(walk.next(page(0))).isEmpty();
    }

    @Test
    void countsWhatItHasGotAndNotWhatItAskedFor() {
        Walk walk = new Walk(new Paging.Offset("skip", TWO));
        walk.first();

        assertThat(walk.next(page(1))).contains(query("skip", "1", "size", "2"));
        assertThat(walk.next(page(2))).contains(query("skip", "3", "size", "2"));
        assertThat(walk.next(page(0))).isEmpty();
    }

    @Test
    void handsOnWhatTheAnswerHolds() {
        Walk walk = new Walk(new Paging.Token("after", TWO, NEXT));

        assertThat(walk.first()).isEqualTo(query("size", "2"));
        assertThat(walk.next(page("k1"))).contains(query("after", "k1", "size", "2"));
        assertThat(walk.next(page(2))).isEmpty();
    }

    @Test
    void goesOnBehindTheLastRecord() {
        Walk walk = new Walk(new Paging.Keyset("where", new Template("id>${last}"), NEXT, "", TWO));
        assertThat(walk.first()).isEqualTo(query("size", "2"));

        Seen seen = new Seen(2, Map.of(), List.of(), Optional.of("77"));
        assertThat(walk.next(seen)).contains(query("where", "id>77", "size", "2"));
        assertThat(walk.next(page(0))).isEmpty();
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
        Walk walk = new Walk(new Paging.Link(TWO, "next"));
        walk.first();

        assertThat(walk.next(linked(header)))
                .contains(new Step.Address("https://x.example/t?page=2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<https://x.example>; rel=\"prev\"", "https://x.example; rel=next"})
    void endsWhereThereIsNoLink(String header) {
        Walk walk = new Walk(new Paging.Link(TWO, "next"));
        walk.first();

        assertThat(walk.next(linked(header))).isEmpty();
    }

    @Test
    void noticesThatItGoesInCircles() {
        Walk walk = new Walk(new Paging.NextUrl(Optional.empty(), NEXT));
        walk.first();
        walk.next(page("/a"));
        walk.next(page("/b"));

        assertThatThrownBy(() -> walk.next(page("/a"))).isInstanceOf(Endless.class);
    }

    @Test
    void isOverAtOnceWhereThereIsOnePage() {
        Walk walk = new Walk(new Paging.Single());

        assertThat(walk.first()).isEqualTo(new Step.Query(Map.of()));
        assertThat(walk.next(page(100))).isEmpty();
    }
}
