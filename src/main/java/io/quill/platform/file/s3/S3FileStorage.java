package io.quill.platform.file.s3;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.FileStorage;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * File storage in a bucket of S3 or a compatible service. An object is there as a whole or not at
 * all, and visible to all once its put returns.
 */
public final class S3FileStorage implements FileStorage {
    private static final Duration TIME = Duration.ofSeconds(30);

    /** Time for a file of any size; a connection on which nothing moves breaks much sooner. */
    private static final Duration TIME_OF_A_FILE = Duration.ofDays(1);

    private final S3Client client;
    private final String bucket;
    private final String folder;

    private S3FileStorage(S3Client client, String bucket, String folder) {
        this.client = client;
        this.bucket = bucket;
        this.folder = folder;
    }

    /**
     * Opens a folder of a bucket with the SDK's default credentials; a custom endpoint is addressed
     * by path.
     *
     * @param folder ends with a slash; the whole bucket when it is empty
     */
    public static S3FileStorage of(
            String bucket, String folder, String region, Optional<URI> endpoint) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(region))
                        .httpClient(Apache5HttpClient.create())
                        .overrideConfiguration(each -> each.apiCallTimeout(TIME))
                        .forcePathStyle(endpoint.isPresent());
        endpoint.ifPresent(builder::endpointOverride);
        return new S3FileStorage(builder.build(), bucket, folder);
    }

    @Override
    public void put(String name, byte[] content) {
        call(
                () ->
                        client.putObject(
                                put -> put.bucket(bucket).key(folder + name),
                                RequestBody.fromBytes(content)));
    }

    @Override
    public void put(String name, Path file) {
        call(
                () ->
                        client.putObject(
                                put ->
                                        put.bucket(bucket)
                                                .key(folder + name)
                                                .contentType(type(name))
                                                .overrideConfiguration(
                                                        each ->
                                                                each.apiCallTimeout(
                                                                        TIME_OF_A_FILE)),
                                file));
    }

    private static String type(String name) {
        return name.endsWith(".parquet")
                ? "application/vnd.apache.parquet"
                : "application/octet-stream";
    }

    @Override
    public List<Kept> list(String prefix) {
        return call(
                () ->
                        client
                                .listObjectsV2Paginator(
                                        list -> list.bucket(bucket).prefix(folder + prefix))
                                .contents()
                                .stream()
                                .map(
                                        object ->
                                                new Kept(
                                                        object.key().substring(folder.length()),
                                                        object.size()))
                                .toList());
    }

    @Override
    public InputStream open(String name) {
        return call(() -> client.getObject(get -> get.bucket(bucket).key(folder + name)));
    }

    @Override
    public void delete(String name) {
        call(() -> client.deleteObject(delete -> delete.bucket(bucket).key(folder + name)));
    }

    private <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new ArchiveException(
                    "The bucket "
                            + bucket
                            + " cannot be used ("
                            + e.getMessage()
                            + "): see whether it is there, and let Quill list, read, write and"
                            + " delete in it",
                    e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
