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
 * Carries MSAL's requests, bounded in time, which its own client is not. MSAL insists on https and
 * finds no token again in its cache where the authority has a port, so it is given neither scheme
 * nor port of ours: both are put back here.
 */
final class EntraHttp implements IHttpClient {
    private static final long MOST = 1 << 20;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(ProxySelector.getDefault())
                    .build();
    private final URI authority;
    private final Duration patience;

    EntraHttp(URI authority, Duration patience) {
        this.authority = authority;
        this.patience = patience;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
        String body = request.body() == null ? "" : request.body();
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(address(request.url().toURI()))
                        .timeout(patience);
        request.headers().forEach((name, value) -> builder.header(name, String.valueOf(value)));
        if (request.httpMethod() == HttpMethod.POST) {
            builder.POST(java.net.http.HttpRequest.BodyPublishers.ofString(body));
        }
        var answer = sent(builder.build());
        HttpResponse response = new HttpResponse();
        response.addHeaders(answer.headers().map());
        return response.statusCode(answer.statusCode()).body(answer.body());
    }

    /** The client's own time-out ends with the headers, and it knows no bound for a body. */
    private java.net.http.HttpResponse<String> sent(java.net.http.HttpRequest request)
            throws Exception {
        var answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
