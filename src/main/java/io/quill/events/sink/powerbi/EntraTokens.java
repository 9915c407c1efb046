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
 * Tokens from Entra. MSAL keeps them in the application object, so there is one, until the
 * credential turns out to have been replaced.
 */
public final class EntraTokens implements Tokens {
    private static final String RESOURCE = "https://analysis.windows.net/powerbi/api";

    private final URI authority;
    private final String tenantId;
    private final String clientId;
    private final Credential credential;
    private final IHttpClient http;
    private final Duration patience;
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
    public static EntraTokens of(
            String authority,
            String tenantId,
            String clientId,
            Credential credential,
            Duration patience) {
        URI origin = Target.origin("POWERBI_AUTHORITY", authority);
        IHttpClient http = new EntraHttp(origin, patience);
        return new EntraTokens(origin, tenantId, clientId, credential, http, patience);
    }

    EntraTokens(
            URI authority,
            String tenantId,
            String clientId,
            Credential credential,
            IHttpClient http,
            Duration patience) {
        this.authority = authority;
        this.tenantId = tenantId;
        this.clientId = clientId;
        this.credential = credential;
        this.http = http;
        this.patience = patience;
    }

    @Override
    public synchronized String current() {
        try {
            return token(application(), false);
        } catch (TokenFault fault) {
            if (fault.reason() == TokenFault.Reason.REFUSED && wasReplaced()) {
                return token(application(), false);
            }
            throw fault;
        }
    }

    @Override
    public synchronized String renewed(String refused) {
        wasReplaced();
        String token = token(application(), false);
        return token.equals(refused) ? token(application(), true) : token;
    }

    private String token(Application application, boolean skipCache) {
        try {
            return application
                    .asking()
                    .token(skipCache)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .accessToken();
        } catch (ExecutionException fault) {
            throw EntraFault.of(fault.getCause() == null ? fault : fault.getCause());
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw EntraFault.of(fault);
        } catch (Exception fault) {
            throw EntraFault.of(fault);
        }
    }

    /** Lets go of an application whose secret is no longer the one that is supplied. */
    private boolean wasReplaced() {
        boolean replaced = application != null && !application.shownWith().equals(shownWith());
        if (replaced) {
            application = null;
        }
        return replaced;
    }

    private Application application() {
        Application known = application;
        if (known == null) {
            known = new Application(shownWith(), asking());
            application = known;
        }
        return known;
    }

    private String shownWith() {
        return switch (credential) {
            case Credential.Secret(var value) -> value.get();
            case Credential.Certificate(var file, var password) -> password.get() + modified(file);
            case Credential.ManagedIdentity _ -> "";
        };
    }

    private static String modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toString();
        } catch (IOException fault) {
            throw EntraFault.unreadable("the certificate " + file + " cannot be read", fault);
        }
    }

    private Asking asking() {
        return switch (credential) {
            case Credential.Secret(var value) ->
                    confidential(ClientCredentialFactory.createFromSecret(value.get()));
            case Credential.Certificate certificate -> confidential(read(certificate));
            case Credential.ManagedIdentity(var id) ->
                    managed(
                            id.map(ManagedIdentityId::userAssignedClientId)
                                    .orElseGet(ManagedIdentityId::systemAssigned));
        };
    }

    private static IClientCredential read(Credential.Certificate certificate) {
        try (InputStream pkcs12 = new ByteArrayInputStream(SmallFile.bytes(certificate.file()))) {
            return ClientCredentialFactory.createFromCertificate(
                    pkcs12, certificate.password().get());
        } catch (IOException | GeneralSecurityException fault) {
            throw EntraFault.unreadable(
                    "the certificate " + certificate.file() + " or its password is wrong", fault);
        }
    }

    /** Instance discovery would ask Microsoft about an authority that the operator has named. */
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
            throw EntraFault.unreadable("POWERBI_TENANT_ID is no part of an address", fault);
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
