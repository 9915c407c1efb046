package io.quill.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.quill.app.RunningQuill;
import io.quill.platform.settings.SettingSources;
import io.quill.platform.settings.Settings;
import io.quill.platform.settings.SettingsResult;
import io.quill.platform.settings.StoreSettings;

import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every manifest fits Kubernetes' model, and says what Quill really listens on and reads. */
class KubernetesTest {
    private static final Path OVERLAYS = Path.of("k8s", "overlays");
    private static final long MIB = 1 << 20;

    /** Classes, compiled code, threads and buffers. */
    private static final long OF_THE_JVM = 200 * MIB;

    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "quill");

    @TempDir private Path directory;

    private static Manifests overlay(String name) {
        return Manifests.of(OVERLAYS.resolve(name));
    }

    private static PodTemplateSpec pod(Manifests manifests) {
        return manifests.objects().stream()
                .flatMap(KubernetesTest::template)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<PodTemplateSpec> template(HasMetadata object) {
        return switch (object) {
            case Deployment each -> Stream.of(each.getSpec().getTemplate());
            case StatefulSet each -> Stream.of(each.getSpec().getTemplate());
            default -> Stream.of();
        };
    }

    private static Container container(Manifests manifests) {
        List<Container> containers = pod(manifests).getSpec().getContainers();
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    /** What the pod's environment comes to, but for the secrets. */
    private static Map<String, String> environment(Manifests manifests) {
        Map<String, String> all = new HashMap<>();
        for (EnvFromSource source : container(manifests).getEnvFrom()) {
            if (source.getConfigMapRef() != null) {
                all.putAll(manifests.settings().get(source.getConfigMapRef().getName()));
            }
        }
        return all;
    }

    private Settings settings(String overlay) {
        SettingSources settingSources = SettingSources.of(environment(overlay(overlay)), directory);
        return switch (Settings.read(settingSources, text -> text)) {
            case SettingsResult.Usable(Settings settings, _) -> settings;
            case SettingsResult.Faulty faulty ->
                    throw new AssertionError(faulty.faults().toString());
        };
    }

    @Test
    void noManifestIsLeftOut() throws IOException {
        Set<Path> used = new HashSet<>();
        used.addAll(overlay("single").files());
        used.addAll(overlay("replicas").files());
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            assertThat(used)
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(file -> file.toString().endsWith(".yaml"))
                                    .filter(file -> !file.endsWith("kustomization.yaml"))
                                    .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void onlyKnowsVariablesThatQuillReads(String overlay) throws IOException {
        List<String> known = Files.readAllLines(Path.of(".env.example"));
        assertThat(environment(overlay(overlay)).keySet())
                .isNotEmpty()
                .allSatisfy(
                        name ->
                                assertThat(known)
                                        .anyMatch(line -> line.startsWith("#" + name + "=")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void namesThePortsThatQuillListensOn(String overlay) {
        Settings settings = settings(overlay);
        Manifests manifests = overlay(overlay);

        assertThat(container(manifests).getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactly(
                        tuple("http", settings.server().port()),
                        tuple("admin", settings.server().adminPort().orElseThrow()),
                        tuple("management", settings.server().managementPort().orElseThrow()));
        assertThat(pod(manifests).getMetadata().getAnnotations())
                .contains(
                        entry(
                                "prometheus.io/port",
                                settings.server().managementPort().orElseThrow().toString()));
        assertThat(servicePorts(manifests)).contains("http", "admin").doesNotContain("management");
        assertThat(manifests.objects())
                .filteredOn(Service.class::isInstance)
                .map(Service.class::cast)
                .allSatisfy(
                        service ->
                                assertThat(service.getSpec().getPorts())
                                        .as("webhooks and operators come by services of their own")
                                        .hasSize(1));
    }

    /** Whoever reaches the webhooks does not thereby reach what operators do. */
    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void saysWhoMayCome(String overlay) {
        assertThat(overlay(overlay).only(NetworkPolicy.class).getSpec().getIngress())
                .hasSize(3)
                .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty())
                .allSatisfy(rule -> assertThat(rule.getPorts()).hasSize(1))
                .map(NetworkPolicyIngressRule::getFrom)
                .doesNotHaveDuplicates();
    }

    /** TLS may go to any public address, and nothing to the addresses that hand out credentials. */
    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void saysWhereItMayGo(String overlay) {
        List<NetworkPolicyEgressRule> rules =
                overlay(overlay).only(NetworkPolicy.class).getSpec().getEgress();
        List<NetworkPolicyEgressRule> anywhere =
                rules.stream().filter(rule -> cidrs(rule).contains("0.0.0.0/0")).toList();

        assertThat(rules).allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty());
        assertThat(anywhere)
                .flatExtracting(NetworkPolicyEgressRule::getPorts)
                .extracting(port -> port.getPort().getIntVal())
                .containsExactly(443);
        assertThat(anywhere.getFirst().getTo().getFirst().getIpBlock().getExcept())
                .contains("169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
        assertThat(cidrs(anywhere.getFirst())).doesNotContain("::/0");
    }

    private static List<String> cidrs(NetworkPolicyEgressRule rule) {
        return rule.getTo().stream()
                .map(NetworkPolicyPeer::getIpBlock)
                .filter(Objects::nonNull)
                .map(IPBlock::getCidr)
                .toList();
    }

    private static Stream<String> servicePorts(Manifests manifests) {
        return manifests.objects().stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .flatMap(service -> service.getSpec().getPorts().stream())
                .map(ServicePort::getTargetPort)
                .map(port -> port.getStrVal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void probesWhatAnswers(String overlay) throws Exception {
        Container container = container(overlay(overlay));
        int management = RunningQuill.freePort();
        try (RunningQuill house =
                new RunningQuill.Plan(directory)
                        .set("MANAGEMENT_PORT", Integer.toString(management))
                        .open()) {
            for (Probe probe :
                    List.of(
                            container.getStartupProbe(),
                            container.getLivenessProbe(),
                            container.getReadinessProbe())) {
                assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
                String path = probe.getHttpGet().getPath();
                assertThat(house.get(management, path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void selectsItsOwnPods(String overlay) {
        Manifests manifests = overlay(overlay);

        assertThat(pod(manifests).getMetadata().getLabels()).isEqualTo(LABELS);
        for (HasMetadata object : manifests.objects()) {
            switch (object) {
                case Service each -> assertThat(each.getSpec().getSelector()).isEqualTo(LABELS);
                case NetworkPolicy each ->
                        assertThat(each.getSpec().getPodSelector().getMatchLabels())
                                .isEqualTo(LABELS);
                case PodDisruptionBudget each ->
                        assertThat(each.getSpec().getSelector().getMatchLabels()).isEqualTo(LABELS);
                case Deployment each ->
                        assertThat(each.getSpec().getSelector().getMatchLabels()).isEqualTo(LABELS);
                case StatefulSet each ->
                        assertThat(each.getSpec().getSelector().getMatchLabels()).isEqualTo(LABELS);
                default -> {}
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void letsOnlyNamedPortsIn(String overlay) {
        assertThat(
                        overlay(overlay).only(NetworkPolicy.class).getSpec().getIngress().stream()
                                .flatMap(rule -> rule.getPorts().stream())
                                .map(port -> port.getPort().getStrVal()))
                .containsExactlyInAnyOrder("http", "admin", "management");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void mayDoAsLittleAsPossible(String overlay) {
        Manifests manifests = overlay(overlay);
        Container container = container(manifests);

        assertThat(pod(manifests).getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
        assertThat(pod(manifests).getSpec().getServiceAccountName()).isEqualTo("quill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void keepsItsDataOnAVolume(String overlay) {
        Manifests manifests = overlay(overlay);
        String data = settings(overlay).store().directory().toString();

        assertThat(container(manifests).getVolumeMounts())
                .extracting(VolumeMount::getName, VolumeMount::getMountPath)
                .contains(tuple("data", data));
    }

    /** The driver brings its library, and unpacks it before it can open a warehouse. */
    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void hasRoomToUnpackTheWarehousesLibrary(String overlay) throws IOException {
        var library =
                Objects.requireNonNull(
                        DuckDBDriver.class.getResource("/libduckdb_java.so_linux_amd64"));
        EmptyDirVolumeSource tmp =
                pod(overlay(overlay)).getSpec().getVolumes().stream()
                        .map(Volume::getEmptyDir)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();

        assertThat(tmp.getMedium()).as("memory counts as the container's").isNull();
        assertThat(tmp.getSizeLimit().getNumericalAmount())
                .isGreaterThan(
                        BigDecimal.valueOf(2 * library.openConnection().getContentLengthLong()));
    }

    @Test
    void runsOneAloneOnTheFile() {
        Manifests single = overlay("single");
        Deployment deployment = single.only(Deployment.class);

        assertThat(settings("single").store().backend())
                .isEqualTo(new StoreSettings.Backend.Sqlite());
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(
                        pod(single).getSpec().getVolumes().stream()
                                .map(Volume::getPersistentVolumeClaim)
                                .filter(claim -> claim != null)
                                .map(claim -> claim.getClaimName()))
                .containsExactly(single.only(PersistentVolumeClaim.class).getMetadata().getName());
    }

    @Test
    void runsSeveralOverOneTable() {
        Manifests replicas = overlay("replicas");
        StatefulSet set = replicas.only(StatefulSet.class);
        var target = replicas.only(HorizontalPodAutoscaler.class).getSpec().getScaleTargetRef();

        assertThat(settings("replicas").store().backend())
                .isInstanceOf(StoreSettings.Backend.Dynamo.class);
        assertThat(target.getKind()).isEqualTo(set.getKind());
        assertThat(target.getName()).isEqualTo(set.getMetadata().getName());
        assertThat(set.getSpec().getVolumeClaimTemplates())
                .extracting(claim -> claim.getMetadata().getName())
                .containsExactly("data");
        assertThat(replicas.objects())
                .filteredOn(Service.class::isInstance)
                .extracting(service -> service.getMetadata().getName())
                .contains(set.getSpec().getServiceName());
    }

    /** A pod is killed once its grace is over, however full its spool is. */
    @Test
    void leavesTheSpoolTimeToEmpty() {
        long grace = pod(overlay("replicas")).getSpec().getTerminationGracePeriodSeconds();

        assertThat(settings("replicas").store().stopWait())
                .isPositive()
                .isLessThan(Duration.ofSeconds(grace - 30));
    }

    /** The service hears of a pod's end no sooner than the pod itself. */
    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void goesOnUntilTheServiceKnowsThatItEnds(String name) {
        long grace = pod(overlay(name)).getSpec().getTerminationGracePeriodSeconds();

        assertThat(settings(name).server().linger())
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(grace - 30));
    }

    /** What is over is killed, in the middle of anything. */
    @ParameterizedTest
    @ValueSource(strings = {"single", "replicas"})
    void hasRoomForTheHeapAndWhateverIsBesideIt(String name) throws IOException {
        long limit =
                Objects.requireNonNull(
                                container(overlay(name)).getResources().getLimits().get("memory"))
                        .getNumericalAmount()
                        .longValueExact();
        Matcher share =
                Pattern.compile("MaxRAMPercentage=(\\d+)")
                        .matcher(Files.readString(Path.of("src/image/build")));
        assertThat(share.find()).isTrue();
        long heap = limit * Long.parseLong(share.group(1)) / 100;
        // replicas have a server for records
        long files = name.equals("single") ? MIB * settings(name).warehouse().megabytes() : 0;

        assertThat(heap + files + OF_THE_JVM).isLessThanOrEqualTo(limit);
    }
}
