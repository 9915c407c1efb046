package io.quill.events.sink.powerbi;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;

import io.quill.platform.file.SmallFile;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Supplies tokens from Entra. MSAL caches them in its application object, so there is one until the
 * credential is replaced.
 */
public final class EntraTokenProvider implements TokenProvider {
    private static final String RESOURCE = "https://analysis.windows.net/powerbi/api";

    private final URI authority;
    private final String tenantId;
    private final String clientId;
    private final EntraCredential entraCredential;
    private final IHttpClient http;
    private final Duration timeout;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Application application;

    /** Asks MSAL, which answers from its cache unless told to skip it. */
    private interface Asking {
        CompletableFuture<IAuthenticationResult> token(boolean skipCache) throws Exception;
    }

    private record Application(String shownWith, Asking asking) {}

    /**
     * The authority is an origin, to which the tenant is appended.
     *
     * @param patience how long a token is waited for, however often MSAL asks
     */
    public static EntraTokenProvider of(
            String authority,
            String tenantId,
            String clientId,
            EntraCredential entraCredential,
            Duration patience) {
        URI origin = DatasetTarget.origin("POWERBI_AUTHORITY", authority);
        IHttpClient http = new EntraHttpClient(origin, patience);
        return new EntraTokenProvider(origin, tenantId, clientId, entraCredential, http, patience);
    }

    EntraTokenProvider(
            URI authority,
            String tenantId,
            String clientId,
            EntraCredential entraCredential,
            IHttpClient http,
            Duration patience) {
        this.authority = authority;
        this.tenantId = tenantId;
        this.clientId = clientId;
        this.entraCredential = entraCredential;
        this.http = http;
        this.timeout = patience;
    }

    @Override
    public synchronized String current() {
        try {
            return token(application(), false);
        } catch (TokenException fault) {
            if (fault.reason() == TokenException.Reason.REFUSED && dropIfReplaced()) {
                return token(application(), false);
            }
            throw fault;
        }
    }

    @Override
    public synchronized String renew(String refused) {
        dropIfReplaced();
        String token = token(application(), false);
        return token.equals(refused) ? token(application(), true) : token;
    }

    private String token(Application application, boolean skipCache) {
        try {
            return application
                    .asking()
                    .token(skipCache)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .accessToken();
        } catch (ExecutionException fault) {
            throw failed(fault.getCause() == null ? fault : fault.getCause());
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw failed(fault);
        } catch (Exception fault) {
            throw failed(fault);
        }
    }

    private TokenException failed(Throwable cause) {
        return EntraErrors.of(cause, authority.getAuthority());
    }

    /**
     * Drops the application if its secret is no longer the one supplied, and returns whether it
     * was.
     */
    private boolean dropIfReplaced() {
        boolean replaced = application != null && !application.shownWith().equals(currentSecret());
        if (replaced) {
            application = null;
        }
        return replaced;
    }

    private Application application() {
        Application known = application;
        if (known == null) {
            known = new Application(currentSecret(), asking());
            application = known;
        }
        return known;
    }

    private String currentSecret() {
        return switch (entraCredential) {
            case EntraCredential.Secret(var value) -> value.get();
            case EntraCredential.Certificate(var file, var password) ->
                    password.get() + modified(file);
            case EntraCredential.ManagedIdentity _ -> "";
        };
    }

    private static String modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toString();
        } catch (IOException fault) {
            throw EntraErrors.unreadable("the certificate " + file + " cannot be read", fault);
        }
    }

    private Asking asking() {
        return switch (entraCredential) {
            case EntraCredential.Secret(var value) ->
                    confidential(ClientCredentialFactory.createFromSecret(value.get()));
            case EntraCredential.Certificate certificate -> confidential(read(certificate));
            case EntraCredential.ManagedIdentity(var id) ->
                    managed(
                            id.map(ManagedIdentityId::userAssignedClientId)
                                    .orElseGet(ManagedIdentityId::systemAssigned));
        };
    }

    private static IClientCredential read(EntraCredential.Certificate certificate) {
        try (InputStream pkcs12 = new ByteArrayInputStream(SmallFile.bytes(certificate.file()))) {
            return ClientCredentialFactory.createFromCertificate(
                    pkcs12, certificate.password().get());
        } catch (IOException | GeneralSecurityException fault) {
            throw EntraErrors.unreadable(
                    "the certificate " + certificate.file() + " or its password is wrong", fault);
        }
    }

    /**
     * Builds an application without instance discovery, which would ask Microsoft about the
     * operator's authority.
     */
    private Asking confidential(IClientCredential shown) {
        try {
            ConfidentialClientApplication application =
                    ConfidentialClientApplication.builder(clientId, shown)
                            .authority("https://" + authority.getHost() + "/" + tenantId)
                            .instanceDiscovery(false)
                            .httpClient(http)
                            .executorService(threads)
                            .build();
            Set<String> scope = Set.of(RESOURCE + "/.default");
            return skipCache ->
                    application.acquireToken(
                            ClientCredentialParameters.builder(scope).skipCache(skipCache).build());
        } catch (MalformedURLException fault) {
            throw EntraErrors.unreadable("POWERBI_TENANT_ID is no part of an address", fault);
        }
    }

    private Asking managed(ManagedIdentityId id) {
        ManagedIdentityApplication application =
                ManagedIdentityApplication.builder(id)
                        .httpClient(http)
                        .executorService(threads)
                        .build();
        return skipCache ->
                application.acquireTokenForManagedIdentity(
                        ManagedIdentityParameters.builder(RESOURCE)
                                .forceRefresh(skipCache)
                                .build());
    }
}
