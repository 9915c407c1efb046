package io.quill.records.pull;

import io.quill.platform.http.HttpTransport;
import io.quill.records.pull.auth.RequestAuthenticators;
import io.quill.records.pull.http.AccountRateLimiter;
import io.quill.records.pull.http.ServiceClient;
import io.quill.records.pull.http.Sleeper;
import io.quill.records.pull.http.StreamingTransport;
import io.quill.records.tenant.ServiceAccount;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Clients of all services, one an account, so that token and rate limit are shared. */
public final class ServiceClients {
    private final StreamingTransport streamingTransport;
    private final HttpTransport httpTransport;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier chance;
    private final Map<String, ServiceClient> lines = new ConcurrentHashMap<>();

    public ServiceClients(
            StreamingTransport streamingTransport,
            HttpTransport httpTransport,
            InstantSource clock,
            Sleeper sleeper,
            DoubleSupplier chance) {
        this.streamingTransport = streamingTransport;
        this.httpTransport = httpTransport;
        this.clock = clock;
        this.sleeper = sleeper;
        this.chance = chance;
    }

    public ServiceClient clientFor(ServiceAccount serviceAccount) {
        return lines.computeIfAbsent(serviceAccount.toString(), _ -> open(serviceAccount));
    }

    private ServiceClient open(ServiceAccount serviceAccount) {
        return new ServiceClient(
                serviceAccount,
                streamingTransport,
                RequestAuthenticators.of(serviceAccount, httpTransport, clock),
                new AccountRateLimiter(serviceAccount.connector().budget(), clock, sleeper),
                clock,
                sleeper,
                chance);
    }
}
