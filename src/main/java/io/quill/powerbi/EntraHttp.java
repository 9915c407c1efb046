package io.quill.powerbi;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Carries MSAL's requests, bounded in time, which its own client is not. MSAL insists on https and
 * finds no token again in its cache where the authority has a port, so it is given neither scheme
 * nor port of ours: both are put back here.
 */
final class EntraHttp implements IHttpClient {
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
        var answer =
                client.send(builder.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
        HttpResponse response = new HttpResponse();
        response.addHeaders(answer.headers().map());
        return response.statusCode(answer.statusCode()).body(answer.body());
    }

    private URI address(URI uri) {
        return authority.getHost().equalsIgnoreCase(uri.getHost())
                ? authority.resolve(uri.getRawPath())
                : uri;
    }
}
