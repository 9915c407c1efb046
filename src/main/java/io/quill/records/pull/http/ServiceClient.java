package io.quill.records.pull.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.platform.http.RestRequest;
import io.quill.records.connector.RetryOptions;
import io.quill.records.connector.Template;
import io.quill.records.tenant.ServiceAccount;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** Client of a service for one account. */
public final class ServiceClient {
    private static final int TOO_MANY = 429;

    private final ServiceAccount serviceAccount;
    private final JdkHttpTransport http;
    private final RequestAuthenticator requestAuthenticator;
    private final AccountRateLimiter accountRateLimiter;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier chance;
    private final RetryOptions retryOptions;

    /**
     * An account's line.
     *
     * @param chance from 0 to 1, so that those who were turned away together do not come back
     *     together
     */
    public ServiceClient(
            ServiceAccount serviceAccount,
            JdkHttpTransport http,
            RequestAuthenticator requestAuthenticator,
            AccountRateLimiter accountRateLimiter,
            InstantSource clock,
            Sleeper sleeper,
            DoubleSupplier chance) {
        this.serviceAccount = serviceAccount;
        this.http = http;
        this.requestAuthenticator = requestAuthenticator;
        this.accountRateLimiter = accountRateLimiter;
        this.clock = clock;
        this.sleeper = sleeper;
        this.chance = chance;
        this.retryOptions = serviceAccount.connector().patience();
    }

    public ServiceAccount account() {
        return serviceAccount;
    }

    /** Sends the request until there is an answer, or a reason why there will be none. */
    public <T> ApiResult<T> send(
            ApiRequest apiRequest, RequestMeter requestMeter, ResponseReader<T> responseReader) {
        boolean renewed = false;
        for (int tries = 1; ; tries++) {
            RequestCredentials requestCredentials = requestAuthenticator.credentials();
            switch (attempt(apiRequest, requestCredentials, requestMeter, responseReader)) {
                case AttemptResult.Done<T>(ApiResult<T> apiResult) -> {
                    return apiResult;
                }
                case AttemptResult.Never<T>(String words) -> throw failed(apiRequest, words);
                case AttemptResult.Unsigned<T>(String words) -> {
                    if (renewed || !requestAuthenticator.renew(requestCredentials)) {
                        throw failed(apiRequest, words);
                    }
                    renewed = true;
                }
                case AttemptResult.Later<T>(var asked, String words) -> {
                    if (retryOptions.policy().isExhausted(tries)) {
                        throw failed(apiRequest, words + " (tried " + tries + " times)");
                    }
                    Duration own = retryOptions.policy().pause(tries, chance);
                    waitBeforeRetry(apiRequest, asked.orElse(own), words);
                }
            }
            requestMeter.retries.increment();
        }
    }

    private <T> AttemptResult<T> attempt(
            ApiRequest apiRequest,
            RequestCredentials requestCredentials,
            RequestMeter requestMeter,
            ResponseReader<T> responseReader) {
        try {
            accountRateLimiter.acquire();
            try {
                requestMeter.requests.increment();
                return http.exchange(
                        new RestRequest(
                                "GET",
                                signed(apiRequest.uri(), requestCredentials),
                                headers(requestCredentials),
                                new byte[0]),
                        retryOptions.answer(),
                        (status, headers, body) ->
                                handle(
                                        apiRequest,
                                        requestMeter,
                                        responseReader,
                                        status,
                                        headers,
                                        MeteredBody.open(headers, body, requestMeter)));
            } finally {
                accountRateLimiter.release();
            }
        } catch (IOException e) {
            return new AttemptResult.Later<>(
                    Optional.empty(), "gave no whole answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException _) {
            throw PullException.interrupted();
        }
    }

    private <T> AttemptResult<T> handle(
            ApiRequest apiRequest,
            RequestMeter requestMeter,
            ResponseReader<T> responseReader,
            int status,
            HttpHeaders headers,
            InputStream body)
            throws IOException {
        if (status >= 200 && status < 300) {
            return new AttemptResult.Done<>(
                    new ApiResult.Answer<>(responseReader.read(headers, body)));
        }
        ApiErrorResponse apiErrorResponse = ApiErrorResponse.of(status, headers, body);
        if (status == TOO_MANY) {
            requestMeter.throttled.increment();
        }
        return switch (apiRequest.action(status, apiErrorResponse.body())) {
            case RETRY ->
                    new AttemptResult.Later<>(wait(apiErrorResponse), apiErrorResponse.words());
            case REFRESH -> new AttemptResult.Unsigned<>(apiErrorResponse.words());
            case HALVE ->
                    new AttemptResult.Done<>(new ApiResult.TooDeep<>(apiErrorResponse.words()));
            case SKIP -> new AttemptResult.Done<>(new ApiResult.Missing<>(status));
            case RESTART ->
                    new AttemptResult.Done<>(new ApiResult.Expired<>(apiErrorResponse.words()));
            case FAIL -> new AttemptResult.Never<>(apiErrorResponse.words());
        };
    }

    private Optional<Duration> wait(ApiErrorResponse apiErrorResponse) {
        Optional<Duration> told = apiErrorResponse.retryAfter(clock.instant());
        return apiErrorResponse.status() == TOO_MANY
                ? Optional.of(told.orElse(retryOptions.retryAfter()))
                : told;
    }

    /** Waits before the next try; other requests of the account wait as well. */
    private void waitBeforeRetry(ApiRequest apiRequest, Duration wait, String words) {
        if (wait.compareTo(retryOptions.longest()) > 0) {
            throw failed(
                    apiRequest,
                    words + " (and wants to be left alone for " + wait.toSeconds() + " s)");
        }
        accountRateLimiter.blockFor(wait);
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException _) {
            throw PullException.interrupted();
        }
    }

    private Map<String, String> headers(RequestCredentials requestCredentials) {
        Map<String, String> values = serviceAccount.values();
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        serviceAccount
                .connector()
                .headers()
                .forEach((String name, Template value) -> headers.put(name, value.fill(values)));
        headers.putAll(requestCredentials.headers());
        headers.put("Accept-Encoding", "gzip");
        return headers;
    }

    private static URI signed(URI uri, RequestCredentials requestCredentials) {
        if (requestCredentials.query().isEmpty()) {
            return uri;
        }
        String more =
                requestCredentials.query().entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        String sign = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + sign + more);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private PullException failed(ApiRequest apiRequest, String words) {
        return new PullException(serviceAccount.mask(apiRequest + " " + words));
    }
}
