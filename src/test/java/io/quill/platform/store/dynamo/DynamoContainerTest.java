package io.quill.platform.store.dynamo;

import io.quill.platform.store.CounterRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.DataStoreContract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** The contract once more, against DynamoDB Local as AWS ships it. */
@EnabledIf(
        value = "dockerAnswers",
        disabledReason = "No Docker engine answers, so nothing was tested in a container")
class DynamoContainerTest extends DataStoreContract {
    private static final int PORT = 8000;
    private static final GenericContainer<?> CONTAINER =
            new GenericContainer<>(DockerImageName.parse("amazon/dynamodb-local:3.3.1"))
                    .withExposedPorts(PORT);

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start() {
        CONTAINER.start();
        try (DynamoTable table = DynamoTable.at(settings())) {
            table.provision();
        }
    }

    @AfterAll
    static void stop() {
        CONTAINER.stop();
    }

    private static DynamoSettings settings() {
        URI endpoint =
                URI.create("http://" + CONTAINER.getHost() + ":" + CONTAINER.getMappedPort(PORT));
        return new DynamoSettings("contract", "eu-central-1", Optional.of(endpoint));
    }

    @Override
    protected DataStore open(InstantSource clock, CounterRules counterRules) {
        return DynamoStore.open(settings(), clock, counterRules);
    }

    @Override
    protected Optional<DataStore> reopen(InstantSource clock) {
        return Optional.of(open(clock, CounterRules.NOTHING));
    }
}
