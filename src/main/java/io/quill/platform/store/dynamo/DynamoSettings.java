package io.quill.platform.store.dynamo;

import java.net.URI;
import java.util.Optional;

/** Table, region and endpoint; the endpoint is AWS's own unless another is named. */
public record DynamoSettings(String table, String region, Optional<URI> endpoint) {
    boolean local() {
        return endpoint.map(URI::getHost).filter(DynamoSettings::loopback).isPresent();
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
