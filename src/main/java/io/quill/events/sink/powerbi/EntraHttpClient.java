package io.quill.events.sink.powerbi;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * HTTP client for MSAL, bounded in time. MSAL insists on https and loses cached tokens where the
 * authority has a port, so scheme and port are put back here.
 */
final class EntraHttpClient implements IHttpClient {
    private static final long MOST = 1 << 20;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(ProxySelector.getDefault())
                    .build();
    private final URI authority;
    private final Duration timeout;

    EntraHttpClient(URI authority, Duration patience) {
        this.authority = authority;
        this.timeout = patience;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
        String body = request.body() == null ? "" : request.body();
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(address(request.url().toURI()))
                        .timeout(timeout);
        request.headers().forEach((name, value) -> builder.header(name, String.valueOf(value)));
        if (request.httpMethod() == HttpMethod.POST) {
            builder.POST(java.net.http.HttpRequest.BodyPublishers.ofString(body));
        }
        var answer = sent(builder.build());
        HttpResponse response = new HttpResponse();
        response.addHeaders(answer.headers().map());
        return response.statusCode(answer.statusCode()).body(answer.body());
    }

    /**
     * Sends a request, bounded in time and bytes; the client's own time-out ends with the headers.
     */
    private java.net.http.HttpResponse<String> sent(java.net.http.HttpRequest request)
            throws Exception {
        var answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof Exception cause ? cause : fault;
        } finally {
            answer.cancel(true);
        }
    }

    private URI address(URI uri) {
        return authority.getHost().equalsIgnoreCase(uri.getHost())
                ? authority.resolve(uri.getRawPath())
                : uri;
    }
}
