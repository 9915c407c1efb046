package io.quill.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Map;

class ApiOriginTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.hubapi.com",
                "http://localhost:8081",
                "http://127.0.0.1:8081",
                "http://[::1]:8081"
            })
    void takesWhatKeepsATokenSafe(String origin) {
        assertThat(new ApiOrigin(URI.create(origin)).uri()).hasToString(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.hubapi.com",
                "http://localhost.example.com",
                "http://10.0.0.1",
                "ftp://api.hubapi.com",
                "api.hubapi.com"
            })
    void refusesWhatDoesNot(String origin) {
        assertThatThrownBy(() -> new ApiOrigin(URI.create(origin)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void encodesWhatItAsksFor() {
        URI asked =
                new ApiOrigin(URI.create("https://app.aloware.com"))
                        .resolve("/users", Map.of("api_token", "a&b=c d", "x", "1"));

        assertThat(asked).hasToString("https://app.aloware.com/users?api_token=a%26b%3Dc+d&x=1");
    }

    @Test
    void showsNoTokenWhenItIsLogged() {
        ApiOrigin apiOrigin = new ApiOrigin(URI.create("https://app.aloware.com"));
        RestRequest restRequest =
                RestRequest.get(apiOrigin.resolve("/users", Map.of("api_token", "s3cret")))
                        .withToken(AccessToken.of(() -> "s3cret", () -> false));

        assertThat(restRequest.toString()).contains("/users").doesNotContain("s3cret");
    }
}
