package io.quill.records.pull;

import io.quill.platform.http.JdkHttpTransport;
import io.quill.records.pull.auth.RequestAuthenticators;
import io.quill.records.pull.http.AccountRateLimiter;
import io.quill.records.pull.http.ServiceClient;
import io.quill.records.pull.http.Sleeper;
import io.quill.records.tenant.ServiceAccount;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Clients of all services, one an account, so that token and rate limit are shared. */
public final class ServiceClients {
    private final JdkHttpTransport http;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier chance;
    private final Map<String, ServiceClient> lines = new ConcurrentHashMap<>();

    public ServiceClients(
            JdkHttpTransport http, InstantSource clock, Sleeper sleeper, DoubleSupplier chance) {
        this.http = http;
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
                http,
                RequestAuthenticators.of(serviceAccount, http, clock),
                new AccountRateLimiter(serviceAccount.connector().budget(), clock, sleeper),
                clock,
                sleeper,
                chance);
    }
}
