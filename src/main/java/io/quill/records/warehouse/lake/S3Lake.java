package io.quill.records.warehouse.lake;

import io.quill.records.landing.WarehouseException;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Lake in a bucket of S3 or a compatible service. */
public final class S3Lake implements Lake {
    private final S3Client client;
    private final String bucket;

    private S3Lake(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Credentials come from where the SDK finds them; another endpoint is addressed by path. */
    public static S3Lake of(String bucket, String region, Optional<URI> endpoint) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(region))
                        .httpClient(Apache5HttpClient.create())
                        .forcePathStyle(endpoint.isPresent());
        endpoint.ifPresent(builder::endpointOverride);
        return new S3Lake(builder.build(), bucket);
    }

    @Override
    public void put(String key, Path file) {
        try {
            client.putObject(
                    PutObjectRequest.builder()
                            .bucket(bucket)
                            .key(key)
                            .contentType("application/vnd.apache.parquet")
                            .build(),
                    file);
        } catch (SdkException e) {
            throw new WarehouseException(
                    "The bucket " + bucket + " did not accept a file: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
