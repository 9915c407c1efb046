package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

class SignedUriTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%3A,:",
                "%2F,/",
                "%3F,?",
                "%40,@",
                "%21,!",
                "%24,$",
                "%27,'",
                "%28,(",
                "%29,)",
                "%2A,*",
                "%2C,\",\"",
                "%3B,;",
                "%3a,:",
                "%2f,/",
                "%3f,?",
                "%2a,*",
                "%2c,\",\"",
                "%3b,;"
            })
    void undoesTwelveEscapesInEitherCase(String escape, String character) {
        assertThat(SignedUri.decoded("/a?q=" + escape + "&r=" + escape))
                .isEqualTo("/a?q=" + character + "&r=" + character);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%20", "%26", "%3D", "%2B", "%25", "%23", "%5B", "%5D", "%7E", "%253A", "%C3%A9",
                "%", "%3", "%%", "%G1", "a+b", "%2"
            })
    void leavesEveryOtherAsItIs(String text) {
        assertThat(SignedUri.decoded("/a?q=" + text)).isEqualTo("/a?q=" + text);
    }

    @Test
    void readsEachEscapeOnce() {
        assertThat(SignedUri.decoded("%%3A%3A3A")).isEqualTo("%::3A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://q.example", "https://q.example/", "https://q.example//"})
    void putsThePublicUrlBeforeThePath(String publicUrl) {
        assertThat(SignedUri.raw(URI.create(publicUrl), "/webhook/hubspot?a=1"))
                .isEqualTo("https://q.example/webhook/hubspot?a=1");
    }
}
