package io.quill.platform.store.dynamo;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import java.time.Duration;

/** Creates clients with short time-outs and no retries of their own; DynamoConnection retries. */
final class DynamoClients {
    private static final int CONNECTIONS = 64;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    private DynamoClients() {}

    static DynamoDbClient open(DynamoSettings settings, ExecutionInterceptor... interceptors) {
        DynamoDbClientBuilder builder =
                DynamoDbClient.builder()
                        .region(Region.of(settings.region()))
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .maxConnections(CONNECTIONS)
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(ATTEMPT))
                        .overrideConfiguration(override(interceptors));
        settings.endpoint().ifPresent(builder::endpointOverride);
        if (settings.local()) {
            builder.credentialsProvider(localCredentials());
        }
        return builder.build();
    }

    private static ClientOverrideConfiguration override(ExecutionInterceptor... interceptors) {
        ClientOverrideConfiguration.Builder override =
                ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(ATTEMPT);
        for (ExecutionInterceptor each : interceptors) {
            override.addExecutionInterceptor(each);
        }
        return override.build();
    }

    /** Credentials for DynamoDB Local, which wants some but does not check them. */
    private static AwsCredentialsProvider localCredentials() {
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
}
